package sleeper.core.tracker;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task, as it was written down.
 *
 * @param taskId the task
 * @param startTime when it began, in whole milliseconds
 * @param end when and how it ended, or null if it has not or was killed
 */
public record TaskStatus(String taskId, Instant startTime, @Nullable End end) {

  /**
   * The end of a task.
   *
   * @param finishTime when, in whole milliseconds
   * @param totals what it did
   */
  public record End(Instant finishTime, TaskTotals totals) {}

  /** A task that has begun. */
  public static TaskStatus started(String taskId, Instant startTime) {
    return new TaskStatus(taskId, startTime, null);
  }

  /** This task, at its end. */
  public TaskStatus finished(Instant finishTime, TaskTotals totals) {
    return new TaskStatus(taskId, startTime, new End(finishTime, totals));
  }

  /** When it ended, if it has. */
  public Optional<Instant> finishTime() {
    return Optional.ofNullable(end).map(End::finishTime);
  }

  /** Whether it has not said that it ended. */
  public boolean isUnfinished() {
    return end == null;
  }

  /** Whether it was at work at some time from a first to a last, both included. */
  public boolean isWithin(Instant first, Instant last) {
    return !startTime.isAfter(last)
        && !finishTime().filter(finish -> finish.isBefore(first)).isPresent();
  }
}
