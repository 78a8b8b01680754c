package sleeper.aws.task;

import java.time.Duration;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.MetricsTarget;
import sleeper.ingest.task.TaskListener;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.SleeperInstance;

/**
 * How a task runs in its process.
 *
 * @param task how it takes jobs
 * @param grace how long it may take to stop when the process is to end
 * @param metrics where its metrics go
 * @param listener hears what it does, besides metrics and notifications
 */
public record RuntimeSettings(
    TaskSettings task, Duration grace, MetricsOutput metrics, TaskListener listener) {

  /**
   * Where metrics go.
   *
   * @param port where Prometheus finds them, if it does; 0 for any port that is free
   */
  public record MetricsOutput(MetricsTarget target, int port) {

    /** No metrics. */
    public static final MetricsOutput NONE = new MetricsOutput(MetricsTarget.NONE, 0);

    /** Metrics for Prometheus at a port of this machine. */
    public static MetricsOutput prometheus(int port) {
      return new MetricsOutput(MetricsTarget.PROMETHEUS, port);
    }
  }

  /** What the properties of an instance say. */
  public static RuntimeSettings of(SleeperInstance instance) {
    return new RuntimeSettings(
        instance.ingestTasks().settings(),
        Duration.ofSeconds(instance.properties().get(InstanceProperty.INGEST_TASK_GRACE_SECONDS)),
        new MetricsOutput(
            instance.properties().get(InstanceProperty.INGEST_METRICS),
            instance.properties().get(InstanceProperty.INGEST_METRICS_PORT)),
        TaskListener.NONE);
  }

  /** These settings for a task that takes jobs in another way. */
  public RuntimeSettings withTask(TaskSettings newTask) {
    return new RuntimeSettings(newTask, grace, metrics, listener);
  }

  /** These settings with another time to stop. */
  public RuntimeSettings withGrace(Duration newGrace) {
    return new RuntimeSettings(task, newGrace, metrics, listener);
  }

  /** These settings with metrics that go elsewhere. */
  public RuntimeSettings withMetrics(MetricsOutput newMetrics) {
    return new RuntimeSettings(task, grace, newMetrics, listener);
  }

  /** These settings with somebody who hears what the task does. */
  public RuntimeSettings withListener(TaskListener newListener) {
    return new RuntimeSettings(task, grace, metrics, newListener);
  }
}
