package sleeper.core.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of an instance that this engine reads. Others in a file are kept and ignored. */
public final class InstanceProperty {

  private static final List<Property<?>> ALL = new ArrayList<>();

  public static final Property<String> ID =
      add("sleeper.id", PropertyType.TEXT, null, "The name of the instance.");

  public static final Property<ByteSize> INGEST_MEMORY_BUDGET =
      add(
          "sleeper.ingest.memory.budget.bytes",
          PropertyType.byteSize("16M", "1T"),
          "256M",
          "How much memory one ingest job, or all jobs of a task together, may hold: blocks, sort,"
              + " page and upload buffers. Past it, rows are spilled to local disk. A job needs at"
              + " least twice what an open file takes, 38M in S3; four times where"
              + " sleeper.ingest.disk.budget.policy is flush.");

  public static final Property<ByteSize> INGEST_DISK_BUDGET =
      add(
          "sleeper.ingest.disk.budget.bytes",
          PropertyType.byteSize("0", "1024T"),
          "64G",
          "How much local disk one ingest job may use for spilled rows.");

  public static final Property<DiskBudgetPolicy> INGEST_DISK_BUDGET_POLICY =
      add(
          "sleeper.ingest.disk.budget.policy",
          PropertyType.oneOf(DiskBudgetPolicy.class),
          "refuse",
          "What a job does that needs more disk than its budget: fail, or write what it has as"
              + " several files for each leaf partition.");

  public static final Property<String> INGEST_SPILL_DIRECTORY =
      add(
          "sleeper.ingest.spill.directory",
          PropertyType.TEXT,
          null,
          "The local folder for spilled rows; tmp in the folder of the instance if it is not set.");

  public static final Property<Integer> INGEST_THREADS =
      add(
          "sleeper.ingest.threads",
          PropertyType.wholeNumber(0, 1024),
          "0",
          "How many threads sort and write leaf partitions in one job; 0 is one for each"
              + " processor.");

  public static final Property<Integer> INGEST_LEASE_SECONDS =
      add(
          "sleeper.ingest.lease.seconds",
          PropertyType.wholeNumber(1, 86_400),
          "120",
          "How long an ingest run that is not heard of counts as alive. Its heartbeat renews the"
              + " lease several times in that time.");

  public static final Property<List<String>> INGEST_SOURCE_BUCKETS =
      add(
          "sleeper.ingest.source.bucket",
          PropertyType.LIST,
          "",
          "The buckets that job messages may name files of, besides the instance's own data bucket;"
              + " any if none is named.");

  public static final Property<List<String>> INGEST_SOURCE_FOLDERS =
      add(
          "sleeper.ingest.source.folders",
          PropertyType.LIST,
          "",
          "The folders that job messages may name files in, for an instance in a folder; any if"
              + " none is named.");

  public static final Property<Integer> INGEST_TASK_JOBS_MAX =
      add(
          "sleeper.ingest.task.max.concurrent.jobs",
          PropertyType.wholeNumber(1, 1024),
          "1",
          "How many jobs one ingest task works on at once. They share its memory, disk and"
              + " threads.");

  public static final Property<Integer> INGEST_TASK_IDLE_SECONDS =
      add(
          "sleeper.ingest.task.idle.seconds",
          PropertyType.wholeNumber(0, 86_400),
          "300",
          "How long an ingest task waits for messages before it ends.");

  public static final Property<Integer> INGEST_TASK_RETRY_FIRST_SECONDS =
      add(
          "sleeper.ingest.task.retry.first.seconds",
          PropertyType.wholeNumber(0, 43_200),
          "10",
          "After how long a job is tried again that failed and may work later; twice as long after"
              + " each further try.");

  public static final Property<Integer> INGEST_TASK_RETRY_LONGEST_SECONDS =
      add(
          "sleeper.ingest.task.retry.longest.seconds",
          PropertyType.wholeNumber(0, 43_200),
          "900",
          "The longest time after which a job is tried again.");

  public static final Property<Integer> INGEST_TASK_GRACE_SECONDS =
      add(
          "sleeper.ingest.task.stop.grace.seconds",
          PropertyType.wholeNumber(1, 86_400),
          "110",
          "How long an ingest task that is to stop may take. It finishes its jobs in the first two"
              + " thirds of that time, or gives them back. ECS kills a task after 120 seconds.");

  public static final Property<MetricsTarget> INGEST_METRICS =
      add(
          "sleeper.ingest.metrics",
          PropertyType.oneOf(MetricsTarget.class),
          "none",
          "Where ingest tasks send what they measure: nowhere, to CloudWatch, or to whoever asks"
              + " for it as Prometheus does.");

  public static final Property<Integer> INGEST_METRICS_PORT =
      add(
          "sleeper.ingest.metrics.port",
          PropertyType.wholeNumber(0, 65_535),
          "9464",
          "The port of this machine alone at which Prometheus finds the metrics of an ingest task;"
              + " 0 for any that is free.");

  public static final Property<Integer> INGEST_QUEUE_VISIBILITY_SECONDS =
      add(
          "sleeper.ingest.queue.visibility.timeout.seconds",
          PropertyType.wholeNumber(1, 43_200),
          "900",
          "How long a job message is held by the task that received it. The task holds it anew"
              + " three times in that time while it is at work.");

  public static final Property<Integer> INGEST_QUEUE_WAIT_SECONDS =
      add(
          "sleeper.ingest.job.queue.wait.time",
          PropertyType.wholeNumber(0, 20),
          "20",
          "How many seconds one request for messages waits for one.");

  public static final Property<Integer> INGEST_QUEUE_MAX_RECEIVES =
      add(
          "sleeper.ingest.queue.max.receives",
          PropertyType.wholeNumber(1, 1000),
          "5",
          "How often a job message is delivered before it is set aside as dead, on a queue that we"
              + " keep or make ourselves.");

  public static final Property<Integer> INGEST_JOB_STATUS_TTL_SECONDS =
      add(
          "sleeper.ingest.job.status.ttl",
          PropertyType.wholeNumber(1, Integer.MAX_VALUE),
          "604800",
          "For how many seconds it is kept what happened to jobs.");

  public static final Property<Integer> INGEST_TASK_STATUS_TTL_SECONDS =
      add(
          "sleeper.ingest.task.status.ttl",
          PropertyType.wholeNumber(1, Integer.MAX_VALUE),
          "604800",
          "For how many seconds it is kept when tasks began and ended.");

  private InstanceProperty() {}

  /** All of them, in the order of the documentation. */
  public static List<Property<?>> all() {
    return List.copyOf(ALL);
  }

  /** The property of a name, if there is one. */
  public static Optional<Property<?>> find(String name) {
    return ALL.stream().filter(property -> property.name().equals(name)).findFirst();
  }

  private static <T> Property<T> add(
      String name, PropertyType<T> type, @Nullable String defaultText, String description) {
    Property<T> property = new Property<>(name, type, defaultText, description);
    ALL.add(property);
    return property;
  }
}
