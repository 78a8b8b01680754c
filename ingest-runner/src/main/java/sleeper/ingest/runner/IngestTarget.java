package sleeper.ingest.runner;

import sleeper.core.ingest.IngestRuns;
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
