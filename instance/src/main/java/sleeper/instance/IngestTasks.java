package sleeper.instance;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import sleeper.core.job.JobMessage;
import sleeper.core.job.JobMessageReader;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.core.queue.JobQueue;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.task.IngestTask;
import sleeper.ingest.task.RetryDelays;
import sleeper.ingest.task.TaskEnvironment;
import sleeper.ingest.task.TaskListener;
import sleeper.ingest.task.TaskPorts;
import sleeper.ingest.task.TaskSettings;

/** Makes tasks that do what job messages ask for. Thread-safe. */
public final class IngestTasks {

  private final Wiring wiring;
  private final IngestSettings budgets;

  IngestTasks(Wiring wiring) {
    this(wiring, wiring.ingestSettings());
  }

  private IngestTasks(Wiring wiring, IngestSettings budgets) {
    this.wiring = wiring;
    this.budgets = budgets;
  }

  /** What one task may use, for all of its jobs together. */
  public IngestSettings budgets() {
    return budgets;
  }

  /** The same tasks with other budgets. */
  public IngestTasks withBudgets(IngestSettings changed) {
    return new IngestTasks(wiring, changed);
  }

  /**
   * The queue of job messages that is kept in the instance's folder; an instance on AWS has its
   * queue in SQS.
   */
  public Optional<JobQueue> localQueue() {
    return wiring.backend().jobQueue();
  }

  /** How tasks work, as the instance's properties say. */
  public TaskSettings settings() {
    return TaskSettings.DEFAULT
        .withJobsAtOnce(properties().get(InstanceProperty.INGEST_TASK_JOBS_MAX))
        .withWaits(
            seconds(InstanceProperty.INGEST_QUEUE_WAIT_SECONDS),
            seconds(InstanceProperty.INGEST_TASK_IDLE_SECONDS))
        .withVisibility(seconds(InstanceProperty.INGEST_QUEUE_VISIBILITY_SECONDS))
        .withRetryDelays(
            new RetryDelays(
                seconds(InstanceProperty.INGEST_TASK_RETRY_FIRST_SECONDS),
                seconds(InstanceProperty.INGEST_TASK_RETRY_LONGEST_SECONDS)));
  }

  /**
   * Refuses budgets with which no task would begin.
   *
   * @throws sleeper.core.error.InvalidInput if the memory is too little for so many jobs at once
   *     into tables with the instance's defaults; the message says what to raise
   */
  public void checkMemory(int jobsAtOnce) {
    wiring.memoryNeed(budgets.fullPolicy()).checkShared(budgets, jobsAtOnce);
  }

  /**
   * A task that takes jobs from a queue; it has not begun.
   *
   * @throws sleeper.core.error.InvalidInput as {@link #checkMemory} does
   */
  public IngestTask create(JobQueue queue, TaskSettings settings, TaskListener listener) {
    checkMemory(settings.jobsAtOnce());
    Untracked none = new Untracked();
    boolean isTracked = properties().get(AwsProperty.TRACKER_ENABLED);
    TaskPorts ports =
        new TaskPorts(
            queue,
            isTracked ? wiring.backend().jobTracker() : none,
            isTracked ? wiring.backend().taskTracker() : none,
            wiring.backend().jobProgress());
    TaskEnvironment environment =
        new TaskEnvironment(
            messages(),
            wiring.backend().messagePolicy(),
            wiring.ingestFactory(wiring.backend().messageSourceFiles()).withSettings(budgets),
            wiring.clock(),
            () -> UUID.randomUUID().toString());
    return new IngestTask(ports, environment, settings, listener);
  }

  /**
   * Reads a message as a task would.
   *
   * @param messageId the id that the queue gave it
   */
  public JobMessage read(String messageId, String text) {
    return messages().read(messageId, text);
  }

  private JobMessageReader messages() {
    return new JobMessageReader(wiring.index(), wiring.backend().messagePolicy());
  }

  private Duration seconds(Property<Integer> property) {
    return Duration.ofSeconds(properties().get(property));
  }

  private InstanceProperties properties() {
    return wiring.properties();
  }
}
