package sleeper.cdk.config;

import java.util.Optional;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ByteSize;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.MetricsTarget;

/**
 * What is to be deployed. Whatever can be found wrong without asking AWS was found when it was
 * made.
 *
 * @param instance the instance and its tables
 * @param network where its tasks run
 * @param task its tasks
 * @param operation how it is looked after
 */
public record DeploymentConfig(
    InstanceConfig instance, NetworkConfig network, TaskConfig task, OperationConfig operation) {

  /** ECS on Fargate kills a task that is still there after this. */
  public static final int STOP_SECONDS = 120;

  /** What Java takes to end after the task has stopped. */
  private static final int JAVA_STOP_SECONDS = 5;

  /**
   * A deployment whose parts fit each other.
   *
   * @throws InvalidInput if tasks would be killed while they may still stop, or have too little
   *     memory for their jobs
   */
  public DeploymentConfig {
    InstanceProperties properties = InstanceProperties.of(instance.properties());
    task.budgets().checkSuffices(properties.get(InstanceProperty.INGEST_DISK_BUDGET_POLICY));
    int grace = properties.get(InstanceProperty.INGEST_TASK_GRACE_SECONDS);
    if (grace > STOP_SECONDS - JAVA_STOP_SECONDS) {
      throw new InvalidInput(
          "Property %s is %d, and Fargate kills a task %d seconds after it was told to stop; set at"
                  .formatted(InstanceProperty.INGEST_TASK_GRACE_SECONDS.name(), grace, STOP_SECONDS)
              + " most %d".formatted(STOP_SECONDS - JAVA_STOP_SECONDS));
    }
  }

  /** The instance's id. */
  public InstanceId id() {
    return instance.id();
  }

  /**
   * The properties of the instance that the configuration alone says: those that somebody set, and
   * those that follow from the size of tasks. What is made adds its own names to them.
   */
  public InstanceProperties properties() {
    InstanceProperties properties =
        InstanceProperties.of(instance.properties())
            .with(InstanceProperty.ID, id().value())
            .with(InstanceProperty.INGEST_SOURCE_BUCKETS, instance.sourceBuckets())
            .with(InstanceProperty.INGEST_MEMORY_BUDGET, task.budgets().memory())
            .with(InstanceProperty.INGEST_DISK_BUDGET, task.budgets().disk())
            .with(InstanceProperty.INGEST_TASK_JOBS_MAX, task.budgets().jobsAtOnce());
    boolean isSaid = instance.properties().containsKey(InstanceProperty.INGEST_METRICS.name());
    return isSaid || !operation.has(OptionalStack.DASHBOARD)
        ? properties
        : properties.with(InstanceProperty.INGEST_METRICS, MetricsTarget.CLOUDWATCH);
  }

  /** The disk budget where none is named: that of the engine. */
  static ByteSize defaultDisk() {
    return Optional.ofNullable(InstanceProperty.INGEST_DISK_BUDGET.defaultText())
        .map(ByteSize::parse)
        .orElseThrow();
  }
}
