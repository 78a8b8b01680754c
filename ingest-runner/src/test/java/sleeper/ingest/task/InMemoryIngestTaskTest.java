package sleeper.ingest.task;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

class InMemoryIngestTaskTest {

  @Nested
  class Jobs extends TaskJobsContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new InMemoryAdapters();
    }
  }

  @Nested
  class History extends TaskHistoryContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new InMemoryAdapters();
    }
  }

  @Nested
  class Deliveries extends TaskDeliveriesContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new InMemoryAdapters();
    }
  }

  @Nested
  class Stop extends TaskStopContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new InMemoryAdapters();
    }
  }
}
