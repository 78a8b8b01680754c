package sleeper.ingest.task;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobProgressStore;

/**
 * What the jobs of one task share.
 *
 * @param taskId the task
 * @param environment what jobs are done with; the factory's budgets are those of one job
 * @param settings how the task takes jobs
 * @param events writes down what happens to jobs
 * @param progress publishes how far they are
 * @param details keeps what they have to say of what they read
 * @param counts what the task has done
 * @param listener hears what the task does
 */
record TaskContext(
    String taskId,
    TaskEnvironment environment,
    TaskSettings settings,
    JobEvents events,
    ProgressPublisher progress,
    JobProgressStore details,
    TaskCounts counts,
    SafeListener listener) {

  private static final Logger LOGGER = LoggerFactory.getLogger(TaskContext.class);

  /** Keeps details of a run, where they can be kept. */
  void keep(JobDetails run) {
    try {
      details.keep(run);
    } catch (RuntimeException e) {
      LOGGER.warn("Could not keep the details of job {}", run.run().jobId(), e);
    }
  }
}
