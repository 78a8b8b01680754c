package sleeper.ingest.output;

import java.io.IOException;
import sleeper.parquet.block.Column;

/**
 * A data file being written: row groups one after another, and in each a column at a time. Rows
 * come sorted. Used by one thread.
 */
public interface LeafFile extends AutoCloseable {

  /** Starts a row group of exactly this many rows. */
  void startRowGroup(int rows) throws IOException;

  /**
   * Writes all values of a field of the row group; fields come in the order of the schema. The
   * column is the caller's again on return.
   */
  void writeColumn(int field, Column column) throws IOException;

  /** Ends the row group, all of whose columns were written. */
  void endRowGroup() throws IOException;

  /**
   * Publishes the file and what belongs to it, durably.
   *
   * @throws IOException if that fails; nothing of the file is there then
   */
  WrittenFile finish() throws IOException;

  /** Abandons the file unless it was finished. */
  @Override
  void close() throws IOException;
}
