package sleeper.core.tracker;

import java.util.List;
import java.util.Optional;

/**
 * Writes down when tasks begin and end, and lists them. They are kept for a set time, a week as a
 * rule. Thread-safe.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} if the tracker cannot be reached.
 */
public interface TaskTracker {

  /** Writes down that a task has begun, or has ended if it says so. */
  void save(TaskStatus task);

  /** All tasks, the one that began last first. */
  List<TaskStatus> all();

  /** A task, if it is known. */
  Optional<TaskStatus> find(String taskId);
}
