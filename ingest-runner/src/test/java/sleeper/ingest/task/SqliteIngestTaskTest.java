package sleeper.ingest.task;

import java.nio.file.Path;

class SqliteIngestTaskTest extends IngestTaskContract {

  @Override
  TaskAdapters newAdapters(Path empty) {
    return new SqliteAdapters(empty);
  }
}
