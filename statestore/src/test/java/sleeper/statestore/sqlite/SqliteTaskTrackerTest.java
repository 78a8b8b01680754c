package sleeper.statestore.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.TaskTracker;
import sleeper.core.tracker.contract.TaskTrackerContract;

class SqliteTaskTrackerTest extends TaskTrackerContract {

  private static final Duration KEEP = Duration.ofDays(7);

  private final ManualClock clock = new ManualClock();
  @TempDir private Path folder;
  private SqliteInstanceDatabase database;

  @BeforeEach
  void create() {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TaskTracker tracker() {
    return database.taskTracker(clock, KEEP);
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }
}
