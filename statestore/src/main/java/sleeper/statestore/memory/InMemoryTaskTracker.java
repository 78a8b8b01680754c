package sleeper.statestore.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTracker;

/** Tasks in memory, kept for ever. */
public final class InMemoryTaskTracker implements TaskTracker {

  private final Map<String, TaskStatus> tasks = new ConcurrentHashMap<>();

  @Override
  public void save(TaskStatus task) {
    tasks.put(task.taskId(), task);
  }

  @Override
  public List<TaskStatus> all() {
    return tasks.values().stream()
        .sorted(Comparator.comparing(TaskStatus::startTime).reversed())
        .toList();
  }

  @Override
  public Optional<TaskStatus> find(String taskId) {
    return Optional.ofNullable(tasks.get(taskId));
  }
}
