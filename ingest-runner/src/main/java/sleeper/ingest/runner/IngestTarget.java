package sleeper.ingest.runner;

import sleeper.core.ingest.IngestRuns;
import sleeper.core.storage.ObjectStore;
import sleeper.parquet.write.WriteSettings;

/**
 * A table to ingest into.
 *
 * @param tableId the table's id
 * @param tableName the table's name, for messages
 * @param runs starts runs of jobs into the table
 * @param writeSettings how its data files are written
 */
public record IngestTarget(
    String tableId, String tableName, IngestRuns runs, WriteSettings writeSettings) {

  /**
   * Refuses a budget that cannot hold an open file and enough rows beside it.
   *
   * @param store where files go
   * @throws sleeper.core.error.BudgetExceeded naming the least, and what to raise
   */
  void checkMemory(IngestSettings budgets, ObjectStore store) {
    MemoryNeed.of(writeSettings.pageBytes(), store.bytesPerWriter(), budgets.fullPolicy())
        .checkJob(budgets, "table " + tableName);
  }

  /** Finds tables by name. */
  public interface Finder {

    /**
     * The table of a name.
     *
     * @throws sleeper.core.error.InvalidInput if there is no such table
     */
    IngestTarget find(String tableName);
  }
}
