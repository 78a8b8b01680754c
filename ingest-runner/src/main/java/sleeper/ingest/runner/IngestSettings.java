package sleeper.ingest.runner;

import java.nio.file.Path;
import sleeper.ingest.pipeline.FullPolicy;

/**
 * What an ingest job may use.
 *
 * @param memoryBytes the budget for everything the job holds in memory: blocks, sorting, encoding
 * @param diskBytes the most bytes that spill files may have at once
 * @param spillDirectory where spill files go; made if it is not there
 * @param threads how many threads may work at once
 * @param fullPolicy what happens to a job that fits neither budget
 */
public record IngestSettings(
    long memoryBytes, long diskBytes, Path spillDirectory, int threads, FullPolicy fullPolicy) {

  /** The memory budget of a job that is not given one: 256 MiB. */
  public static final long DEFAULT_MEMORY_BYTES = 256L << 20;

  /** The smallest memory budget: 16 MiB. */
  public static final long MIN_MEMORY_BYTES = 16L << 20;

  public IngestSettings {
    if (memoryBytes < MIN_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "The memory budget must be at least "
              + MIN_MEMORY_BYTES
              + " bytes: memoryBytes="
              + memoryBytes);
    }
    if (diskBytes < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "The disk budget is at least 0 and threads at least 1: diskBytes="
              + diskBytes
              + ", threads="
              + threads);
    }
  }

  /** The defaults: 256 MiB of memory, as much disk as there is, a thread for each processor. */
  public static IngestSettings defaults(Path spillDirectory) {
    return new IngestSettings(
        DEFAULT_MEMORY_BYTES,
        Long.MAX_VALUE,
        spillDirectory,
        Runtime.getRuntime().availableProcessors(),
        FullPolicy.REFUSE);
  }

  /**
   * What each of several jobs at once may use, so that together they use no more than these.
   *
   * @throws sleeper.core.error.InvalidInput if that is less memory than any job needs
   */
  public IngestSettings sharedBy(int jobs) {
    MemoryNeed.ofAny().checkShared(this, jobs);
    return new IngestSettings(
        memoryBytes / jobs,
        diskBytes / jobs,
        spillDirectory,
        Math.max(1, threads / jobs),
        fullPolicy);
  }

  /** These settings with another memory budget. */
  public IngestSettings withMemoryBytes(long bytes) {
    return new IngestSettings(bytes, diskBytes, spillDirectory, threads, fullPolicy);
  }

  /** These settings with another disk budget. */
  public IngestSettings withDiskBytes(long bytes) {
    return new IngestSettings(memoryBytes, bytes, spillDirectory, threads, fullPolicy);
  }

  /** These settings with another number of threads. */
  public IngestSettings withThreads(int count) {
    return new IngestSettings(memoryBytes, diskBytes, spillDirectory, count, fullPolicy);
  }

  /** These settings with another policy for a job that fits neither budget. */
  public IngestSettings withFullPolicy(FullPolicy policy) {
    return new IngestSettings(memoryBytes, diskBytes, spillDirectory, threads, policy);
  }
}
