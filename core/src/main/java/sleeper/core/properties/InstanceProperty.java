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
          PropertyType.byteSize("1M", "1T"),
          "256M",
          "How much memory one ingest job may hold: blocks, sort, page and upload buffers."
              + " Past it, rows are spilled to local disk.");

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

  public static final Property<Integer> INGEST_TASK_JOBS_MAX =
      add(
          "sleeper.ingest.task.max.concurrent.jobs",
          PropertyType.wholeNumber(1, 1024),
          "1",
          "How many jobs one ingest task runs at once, all within one memory budget.");

  public static final Property<Integer> INGEST_MAX_RECEIVES =
      add(
          "sleeper.ingest.queue.max.receives",
          PropertyType.wholeNumber(1, 1000),
          "5",
          "How often a message is delivered whose job fails in a way that may pass, before it is"
              + " set aside as dead.");

  public static final Property<Integer> INGEST_TASK_IDLE_SECONDS =
      add(
          "sleeper.ingest.task.idle.seconds",
          PropertyType.wholeNumber(0, 86_400),
          "300",
          "How long an ingest task waits without a job before it ends.");

  public static final Property<List<String>> INGEST_SOURCE_FOLDERS =
      add(
          "sleeper.ingest.source.folders",
          PropertyType.LIST,
          "",
          "The folders that job messages of an instance in a folder may name files of; any if there"
              + " are none.");

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
