package sleeper.ingest.task;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

class SqliteIngestTaskTest {

  @Nested
  class Jobs extends TaskJobsContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new SqliteAdapters(empty);
    }
  }

  @Nested
  class History extends TaskHistoryContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new SqliteAdapters(empty);
    }
  }

  @Nested
  class Deliveries extends TaskDeliveriesContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new SqliteAdapters(empty);
    }
  }

  @Nested
  class Stop extends TaskStopContract {

    @Override
    TaskAdapters newAdapters(Path empty) {
      return new SqliteAdapters(empty);
    }
  }
}
