package sleeper.instance;

import java.util.List;
import java.util.Optional;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTracker;

/** Trackers for an instance that is to have none. */
final class Untracked implements JobTracker, TaskTracker {

  @Override
  public void save(JobEvent event) {}

  @Override
  public List<JobEvent> ofTable(String tableId) {
    return List.of();
  }

  @Override
  public List<JobEvent> ofJob(String jobId) {
    return List.of();
  }

  @Override
  public List<JobEvent> ofRejectedJobs() {
    return List.of();
  }

  @Override
  public void save(TaskStatus task) {}

  @Override
  public List<TaskStatus> all() {
    return List.of();
  }

  @Override
  public Optional<TaskStatus> find(String taskId) {
    return Optional.empty();
  }
}
