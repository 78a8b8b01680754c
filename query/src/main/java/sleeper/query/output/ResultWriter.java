package sleeper.query.output;

import java.io.IOException;
import sleeper.parquet.block.RowBlock;

/**
 * Writes rows to a stream in some format, from one thread.
 *
 * <p>The stream stays open; it is the caller's.
 */
public interface ResultWriter extends AutoCloseable {

  /** Writes the rows of a block, whose schema is the one the writer was made for. */
  void write(RowBlock block) throws IOException;

  /** Writes what belongs at the end, after the last block, and flushes the stream. */
  void finish() throws IOException;

  /** Frees what the writer holds; without {@link #finish} the output is not complete. */
  @Override
  void close() throws IOException;
}
