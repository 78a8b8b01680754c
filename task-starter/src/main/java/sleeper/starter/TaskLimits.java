package sleeper.starter;

import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;

/**
 * How many tasks there may be.
 *
 * @param maximumTasks how many may run at once; 0 lets none be started
 * @param jobsPerTask how many jobs one task takes at once, at least 1
 */
public record TaskLimits(int maximumTasks, int jobsPerTask) {

  public TaskLimits {
    if (maximumTasks < 0 || jobsPerTask < 1) {
      throw new IllegalArgumentException(
          "Tasks cannot be limited so: maximumTasks=%d, jobsPerTask=%d"
              .formatted(maximumTasks, jobsPerTask));
    }
  }

  /** Those that an instance sets. */
  public static TaskLimits of(InstanceProperties properties) {
    return new TaskLimits(
        properties.get(AwsProperty.INGEST_TASKS_MAX),
        properties.get(InstanceProperty.INGEST_TASK_JOBS_MAX));
  }

  /** How many tasks to start: one for each that the messages need, as long as there is room. */
  int wantedTasks(int waitingJobs, int runningTasks) {
    int needed = waitingJobs / jobsPerTask + (waitingJobs % jobsPerTask == 0 ? 0 : 1);
    return Math.max(0, Math.min(needed, maximumTasks - runningTasks));
  }
}
