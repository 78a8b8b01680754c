package sleeper.plan;

import sleeper.core.ingest.RunSettings;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.runner.MemoryNeed;
import sleeper.ingest.task.TaskSettings;
import sleeper.parquet.read.ReadSettings;
import sleeper.parquet.write.WriteSettings;

/**
 * How an instance ingests.
 *
 * @param budgets what one job may use
 * @param source what the source of its rows takes of that
 * @param files how data files are written
 * @param runs leases
 * @param tasks queue and heartbeats; what jobs of a command have none of
 * @param shared whether Sleeper's own code writes to the state store as well, so that commits are
 *     made of plain requests
 * @param logs how the table stands
 * @param door how jobs come
 */
public record EngineSettings(
    IngestSettings budgets,
    SourceUse source,
    WriteSettings files,
    RunSettings runs,
    TaskSettings tasks,
    boolean shared,
    TableLogs logs,
    Door door) {

  /** How jobs come to the engine. */
  public enum Door {
    /** As messages, to tasks on Fargate whose metrics go to CloudWatch. */
    MESSAGES_WITH_METRICS,
    /** As messages, to tasks on Fargate. */
    MESSAGES,
    /** By {@code sleeper ingest}, on a machine that is paid for anyway. */
    COMMAND;

    boolean isTask() {
      return this != COMMAND;
    }
  }

  /**
   * What the source of rows takes.
   *
   * @param bytes of the memory budget
   * @param blockRows the most rows that it gives at once
   */
  public record SourceUse(long bytes, int blockRows) {

    private static final long MOST_BYTES = 128L << 20;
    private static final int MOST_SOURCE_SHARE = 2;
    private static final int BLOCK_SHARE = 6;

    /** What files in S3 with row groups of common size take, of rows of so many bytes. */
    public static SourceUse usual(IngestSettings budgets, double rowBytes) {
      long bytes = Math.min(MOST_BYTES, budgets.memoryBytes() / MOST_SOURCE_SHARE);
      double rows = bytes / rowBytes / BLOCK_SHARE;
      return new SourceUse(
          bytes, (int) Math.max(1, Math.min(ReadSettings.DEFAULT_BLOCK_ROWS, rows)));
    }
  }

  /** What an open file in S3 takes of the memory budget besides its rows. */
  public long fileBytes() {
    return memoryNeed().fileBytes();
  }

  /** The memory that a job needs whose files are in S3. */
  MemoryNeed memoryNeed() {
    return MemoryNeed.of(files.pageBytes(), Uploads.bytesPerWriter(), budgets.fullPolicy());
  }

  /** The same with other budgets. */
  public EngineSettings withBudgets(IngestSettings newBudgets) {
    return new EngineSettings(newBudgets, source, files, runs, tasks, shared, logs, door);
  }

  /** The same with another source. */
  public EngineSettings withSource(SourceUse newSource) {
    return new EngineSettings(budgets, newSource, files, runs, tasks, shared, logs, door);
  }

  /** The same with jobs that come in another way. */
  public EngineSettings withDoor(Door newDoor) {
    return new EngineSettings(budgets, source, files, runs, tasks, shared, logs, newDoor);
  }
}
