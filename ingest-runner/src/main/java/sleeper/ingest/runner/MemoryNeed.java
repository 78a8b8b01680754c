package sleeper.ingest.runner;

import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ByteSize;
import sleeper.core.properties.InstanceProperty;
import sleeper.ingest.output.DataFileSink;
import sleeper.ingest.pipeline.FullPolicy;

/**
 * How much memory a job must have to write files of good size.
 *
 * <p>Beside an open file there must be room for rows. With little of it a leaf partition is cut
 * into many small row groups, which takes long and makes files large; with none, each row becomes a
 * row group.
 *
 * @param fileBytes what an open file takes besides its rows
 * @param fullPolicy what happens when memory and disk are full
 */
public record MemoryNeed(long fileBytes, FullPolicy fullPolicy) {

  /** As much for rows as for the file. */
  private static final int FILES = 2;

  /** Leaves are flushed while the source of the rows still holds up to half of the budget. */
  private static final int FILES_BESIDE_SOURCE = 2 * FILES;

  private static final long MEBIBYTE = 1L << 20;

  /**
   * What jobs need whose files have pages of a size.
   *
   * @param bytesPerWriter what an object takes while it is written, see {@link
   *     sleeper.core.storage.ObjectStore#bytesPerWriter}
   */
  public static MemoryNeed of(int pageBytes, long bytesPerWriter, FullPolicy fullPolicy) {
    return new MemoryNeed(DataFileSink.memoryBytesPerFile(pageBytes, bytesPerWriter), fullPolicy);
  }

  /** What any job needs, wherever it writes to. */
  static MemoryNeed ofAny() {
    return new MemoryNeed(0, FullPolicy.REFUSE);
  }

  /** The least memory budget of a job, in whole mebibytes. */
  public long leastBytes() {
    int files = fullPolicy == FullPolicy.FLUSH ? FILES_BESIDE_SOURCE : FILES;
    long least = Math.max(IngestSettings.MIN_MEMORY_BYTES, files * fileBytes);
    return (least + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
  }

  /**
   * Refuses a job whose budget is too small.
   *
   * @param target what it writes to, for the message, such as {@code table readings}
   * @throws BudgetExceeded naming the least, and what to raise
   */
  public void checkJob(IngestSettings budgets, String target) {
    if (budgets.memoryBytes() < leastBytes()) {
      throw new BudgetExceeded(
          ("The memory budget of %s is too small for %s: a job needs at least %s there, of which an"
                  + " open file takes %s; raise %s or --memory, or lower %s or --jobs where jobs"
                  + " share it")
              .formatted(
                  text(budgets.memoryBytes()),
                  target,
                  text(leastBytes()),
                  text(fileBytes),
                  InstanceProperty.INGEST_MEMORY_BUDGET.name(),
                  InstanceProperty.INGEST_TASK_JOBS_MAX.name()));
    }
  }

  /**
   * Refuses jobs that share a budget which is too small for them.
   *
   * @param jobs how many there are at once
   * @throws InvalidInput naming the least, and what to raise or lower
   */
  public void checkShared(IngestSettings budgets, int jobs) {
    if (budgets.memoryBytes() / jobs < leastBytes()) {
      throw new InvalidInput(
          ("The memory budget of %s is too small for %d jobs at once: a job needs at least %s, of which"
                  + " an open file takes %s; raise %s or --memory to %s, or lower %s or --jobs")
              .formatted(
                  text(budgets.memoryBytes()),
                  jobs,
                  text(leastBytes()),
                  text(fileBytes),
                  InstanceProperty.INGEST_MEMORY_BUDGET.name(),
                  text(jobs * leastBytes()),
                  InstanceProperty.INGEST_TASK_JOBS_MAX.name()));
    }
  }

  /** In whole mebibytes where that is no more than rounding, as a budget is written. */
  private static String text(long bytes) {
    return new ByteSize(bytes < MEBIBYTE ? bytes : bytes / MEBIBYTE * MEBIBYTE).toString();
  }
}
