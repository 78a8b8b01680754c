package sleeper.ingest.task;

import java.nio.file.Path;

class InMemoryIngestTaskTest extends IngestTaskContract {

  @Override
  TaskAdapters newAdapters(Path empty) {
    return new InMemoryAdapters();
  }
}
