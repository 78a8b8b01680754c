package sleeper.statestore.dynamo.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTotals;
import sleeper.core.tracker.TaskTracker;
import sleeper.core.tracker.contract.TaskTrackerContract;

class DynamoTaskTrackerTest extends TaskTrackerContract {

  private static final Instant NOW = Instant.parse("2026-11-20T19:07:26.480Z");

  private final TrackerInstance instance = new TrackerInstance();

  @AfterEach
  void close() {
    instance.close();
  }

  @Override
  protected TaskTracker tracker() {
    return instance.tasks();
  }

  @Override
  protected Instant now() {
    return NOW;
  }

  @Test
  void shouldKeepTheEndOfATaskThatEndedInTheMillisecondInWhichItBegan() {
    TaskStatus started = TaskStatus.started("task", NOW);
    TaskStatus finished = started.finished(NOW, new TaskTotals(1, 0, new RowCounts(5, 5)));
    tracker().save(started);
    tracker().save(finished);

    assertThat(tracker().all()).containsExactly(finished);
  }
}
