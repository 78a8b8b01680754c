package sleeper.cdk.config;

import java.util.List;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ByteSize;
import sleeper.core.properties.DiskBudgetPolicy;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;

/**
 * What the jobs of one task may use together.
 *
 * @param memory for rows and buffers
 * @param disk for rows that are spilled
 * @param jobsAtOnce how many jobs share it
 */
public record TaskBudgets(ByteSize memory, ByteSize disk, int jobsAtOnce) {

  /**
   * What Java has in its heap besides rows; and outside of it; and what it takes for itself: code,
   * classes, threads.
   */
  private static final long HEAP_MEBIBYTES = 256;

  private static final long DIRECT_MEBIBYTES = 128;
  private static final long JAVA_MEBIBYTES = 256;

  /** Fargate keeps the image on the same disk. */
  private static final long IMAGE_GIBIBYTES = 6;

  private static final long LEAST_DISK_GIBIBYTES = 21;
  private static final long MOST_DISK_GIBIBYTES = 200;

  /** What the engine wants for a job that writes to S3; twice that where it does not spill. */
  static final ByteSize LEAST_JOB_MEMORY = ByteSize.ofMebibytes(38);

  /** Less is not worth a task. */
  private static final ByteSize LEAST_MEMORY = ByteSize.ofMebibytes(64);

  /**
   * Budgets.
   *
   * @throws InvalidInput if the engine does not allow them
   */
  public TaskBudgets {
    InstanceProperties.empty()
        .with(InstanceProperty.INGEST_MEMORY_BUDGET, memory)
        .with(InstanceProperty.INGEST_DISK_BUDGET, disk)
        .with(InstanceProperty.INGEST_TASK_JOBS_MAX, jobsAtOnce);
  }

  /**
   * The most memory that jobs can have in a task. Rows lie outside the heap and inside it in turns,
   * so that either may take all of it.
   *
   * @throws InvalidInput if the task has too little to do anything in
   */
  static ByteSize mostMemory(TaskSize size) {
    long own = HEAP_MEBIBYTES + DIRECT_MEBIBYTES + JAVA_MEBIBYTES;
    long most = Math.max(0, (size.memoryMebibytes() - own) / 2);
    if (most < LEAST_MEMORY.bytes() / mebibyte()) {
      throw new InvalidInput(
          "\"memory\" of \"task\" is %s, of which too little is left for jobs; give it at least 1G"
              .formatted(size.memory()));
    }
    return ByteSize.ofMebibytes(most);
  }

  /** The size of the disk of a task, in gibibytes. */
  public int ephemeralGibibytes() {
    long wanted = divideUp(disk.bytes(), 1024 * mebibyte()) + IMAGE_GIBIBYTES;
    return Math.toIntExact(Math.max(LEAST_DISK_GIBIBYTES, wanted));
  }

  /** What Java is told of the memory. */
  public List<String> javaOptions() {
    long rows = divideUp(memory.bytes(), mebibyte());
    return List.of(
        "-Xmx%dm".formatted(rows + HEAP_MEBIBYTES),
        "-XX:MaxDirectMemorySize=%dm".formatted(rows + DIRECT_MEBIBYTES),
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError");
  }

  void checkFits(TaskSize size) {
    ByteSize most = mostMemory(size);
    if (memory.compareTo(most) > 0) {
      throw new InvalidInput(
          ("\"memoryBudget\" of \"task\" is %s, and a task of %s has room for %s; lower it, or raise"
                  + " \"memory\"")
              .formatted(memory, size.memory(), most));
    }
    if (ephemeralGibibytes() > MOST_DISK_GIBIBYTES) {
      throw new InvalidInput(
          "\"diskBudget\" of \"task\" is %s, and the disk of a task on Fargate has room for %s"
              .formatted(
                  disk, ByteSize.ofMebibytes((MOST_DISK_GIBIBYTES - IMAGE_GIBIBYTES) * 1024)));
    }
  }

  /** Refuses what would let tasks end as soon as they begin. */
  void checkSuffices(DiskBudgetPolicy policy) {
    long factor = policy == DiskBudgetPolicy.FLUSH ? 2 : 1;
    ByteSize each = new ByteSize(factor * LEAST_JOB_MEMORY.bytes());
    if (memory.bytes() / jobsAtOnce < each.bytes()) {
      throw new InvalidInput(
          ("\"memoryBudget\" of \"task\" is %s, and a job needs at least %s; raise it to %s, or"
                  + " lower \"jobsAtOnce\", which is %d")
              .formatted(memory, each, new ByteSize(each.bytes() * jobsAtOnce), jobsAtOnce));
    }
  }

  private static long divideUp(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private static long mebibyte() {
    return ByteSize.ofMebibytes(1).bytes();
  }
}
