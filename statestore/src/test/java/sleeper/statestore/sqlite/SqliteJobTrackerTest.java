package sleeper.statestore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.contract.JobTrackerContract;

class SqliteJobTrackerTest extends JobTrackerContract {

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
  protected JobTracker tracker() {
    return database.jobTracker(clock, KEEP);
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Test
  void shouldForgetEventsWhenTheirTimeIsOver() {
    tracker().save(event("old"));
    clock.advance(KEEP);
    tracker().save(event("new"));

    assertThat(tracker().ofTable("t")).extracting(e -> e.run().jobId()).containsExactly("new");
  }

  private JobEvent event(String jobId) {
    return new JobEvent(
        new JobRunIds("t", jobId, "run", "task"), now(), new JobUpdate.Started(now(), 1));
  }
}
