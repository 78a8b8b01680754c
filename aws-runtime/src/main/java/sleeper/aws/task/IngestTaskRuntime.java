package sleeper.aws.task;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.aws.metrics.MeteredRequests;
import sleeper.aws.metrics.MeteredTasks;
import sleeper.aws.metrics.TaskMeters;
import sleeper.aws.notify.JobNotifications;
import sleeper.aws.notify.JobNotifications.NotificationTarget;
import sleeper.aws.queue.JobQueues;
import sleeper.aws.task.RuntimeSettings.MetricsOutput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.MetricsTarget;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.task.IngestTask;
import sleeper.ingest.task.TaskListener;
import sleeper.instance.IngestTasks;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.requests.RequestCounter;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * One ingest task of an instance with all that belongs to it in a process: the instance's queue,
 * metrics, notifications, and a stop within the grace period when the process is to end.
 *
 * <p>It runs once. {@link #stop} may be called from any thread.
 */
public final class IngestTaskRuntime implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(IngestTaskRuntime.class);

  /** What is left to do after a stop: the last metrics and notifications. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);

  private final RuntimeSettings settings;
  private final TaskMeters meters;
  private final Optional<JobNotifications> notifications;
  private final IngestTask task;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A task that has not begun.
   *
   * @param instance stays the caller's, and open until the runtime is closed
   * @throws sleeper.core.error.InvalidInput if the instance has no queue, or too little memory for
   *     so many jobs at once
   * @throws IOException if metrics cannot be served at their port
   */
  public static IngestTaskRuntime create(SleeperInstance instance, RuntimeSettings settings)
      throws IOException {
    return create(instance, instance.ingestTasks(), settings);
  }

  /**
   * The same for tasks with other budgets than the instance sets.
   *
   * @param tasks of the instance
   */
  public static IngestTaskRuntime create(
      SleeperInstance instance, IngestTasks tasks, RuntimeSettings settings) throws IOException {
    TaskMeters meters = meters(instance, settings.metrics());
    if (settings.metrics().target() != MetricsTarget.NONE) {
      instance
          .awsClients()
          .ifPresent(clients -> MeteredRequests.register(meters.registry(), clients.requests()));
    }
    return new IngestTaskRuntime(instance, tasks, meters, settings);
  }

  private IngestTaskRuntime(
      SleeperInstance instance, IngestTasks tasks, TaskMeters meters, RuntimeSettings settings) {
    this.settings = settings;
    this.meters = meters;
    notifications =
        instance
            .properties()
            .find(AwsProperty.NOTIFICATION_TOPIC_ARN)
            .map(topic -> notifications(instance, topic));
    try {
      task = tasks.create(JobQueues.of(instance), settings.task(), listener());
    } catch (RuntimeException e) {
      closeOutputs();
      throw e;
    }
  }

  /** The task's id, under which reports know it. */
  public String taskId() {
    return task.id();
  }

  /** The port at which Prometheus finds the metrics; 0 if it does not. */
  public int metricsPort() {
    return meters.port();
  }

  /**
   * Does jobs until there have been none for the idle time, or the task is stopped. When the
   * process is to end meanwhile (SIGTERM, Ctrl-C), the task is stopped within the grace period.
   */
  public TaskTotals run() {
    Thread hook = new Thread(this::stopWithProcess, "stop-ingest-task");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return task.run();
    } finally {
      forget(hook);
    }
  }

  /**
   * Stops the task as {@link IngestTask#stop} does.
   *
   * @return whether it had ended by the end of the grace period
   */
  public boolean stop(Duration grace) throws InterruptedException {
    return task.stop(grace);
  }

  /** Publishes what has not been published yet. Call it after the task has ended. */
  @Override
  public void close() {
    closeOutputs();
    closed.countDown();
  }

  private void stopWithProcess() {
    try {
      Duration room = settings.grace().dividedBy(4);
      Duration close = room.compareTo(LONGEST_CLOSE) < 0 ? room : LONGEST_CLOSE;
      if (task.stop(settings.grace().minus(close))
          && !closed.await(close.toMillis(), TimeUnit.MILLISECONDS)) {
        LOGGER.warn("The last metrics and notifications could not be published in time");
      }
    } catch (InterruptedException e) {
      LOGGER.warn("Interrupted while task {} was being stopped", task.id());
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      LOGGER.debug("The process is ending");
    }
  }

  private void closeOutputs() {
    notifications.ifPresent(JobNotifications::close);
    meters.close();
  }

  /** No listener at all lets nobody ask the queue how many messages it has. */
  private TaskListener listener() {
    List<TaskListener> all = new ArrayList<>();
    if (settings.metrics().target() != MetricsTarget.NONE) {
      all.add(new MeteredTasks(meters.registry()));
    }
    notifications.ifPresent(all::add);
    if (settings.listener() != TaskListener.NONE) {
      all.add(settings.listener());
    }
    return all.isEmpty() ? TaskListener.NONE : new CombinedListener(all);
  }

  private static TaskMeters meters(SleeperInstance instance, MetricsOutput output)
      throws IOException {
    return switch (output.target()) {
      case NONE -> TaskMeters.none();
      case PROMETHEUS -> TaskMeters.prometheus(output.port());
      case CLOUDWATCH ->
          TaskMeters.cloudWatch(
              counted(instance, AwsClients.configured(CloudWatchClient.builder())).build(),
              instance.location());
    };
  }

  private static JobNotifications notifications(SleeperInstance instance, String topicArn) {
    OptionalInt maxReceives = JobQueues.maxReceives(instance);
    return new JobNotifications(
        counted(instance, AwsClients.configured(SnsClient.builder())).build(),
        new NotificationTarget(topicArn, instance.location(), maxReceives));
  }

  private static <B extends AwsClientBuilder<B, ?>> B counted(SleeperInstance instance, B builder) {
    RequestCounter requests =
        instance.awsClients().map(AwsClients::requests).orElseGet(RequestCounter::new);
    return requests.attachTo(builder);
  }
}
