package sleeper.core.tracker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTotals;
import sleeper.core.tracker.TaskTracker;

/** What every tracker of tasks has to do. */
public abstract class TaskTrackerContract {

  /** A tracker in which nothing is written yet. */
  protected abstract TaskTracker tracker();

  /** The time by the tracker's clock, from which the times of the test are counted. */
  protected abstract Instant now();

  @Test
  void shouldListTasksTheNewestFirst() {
    TaskStatus first = TaskStatus.started("first", at(0));
    TaskStatus second = TaskStatus.started("second", at(1));
    tracker().save(first);
    tracker().save(second);

    assertThat(tracker().all()).containsExactly(second, first);
    assertThat(tracker().find("first")).contains(first);
    assertThat(tracker().find("third")).isEmpty();
  }

  @Test
  void shouldTellWhatAFinishedTaskDid() {
    TaskStatus running = TaskStatus.started("task", at(0));
    TaskStatus finished =
        running.finished(at(9), new TaskTotals(3, 4000, new RowCounts(1_000_000, 999_999)));
    tracker().save(running);
    tracker().save(finished);

    assertThat(tracker().all()).containsExactly(finished);
    assertThat(finished.end()).isNotNull();
    assertThat(finished.end().totals().readRate()).isEqualTo(250_000.0);
  }

  @Test
  void shouldKeepATaskThatDidNothing() {
    TaskStatus running = TaskStatus.started("task", at(0));
    TaskStatus finished = running.finished(at(1), TaskTotals.NONE);
    tracker().save(running);
    tracker().save(finished);

    assertThat(TaskTotals.NONE.readRate()).isNaN();
    assertThat(tracker().find("task")).contains(finished);
  }

  @Test
  void shouldKeepTheEndOfATaskWhoseBeginningWasLost() {
    TaskStatus finished = TaskStatus.started("task", at(0)).finished(at(1), TaskTotals.NONE);
    tracker().save(finished);

    assertThat(tracker().all()).containsExactly(finished);
  }

  private Instant at(int second) {
    return Instant.ofEpochMilli(now().toEpochMilli()).plusSeconds(second);
  }
}
