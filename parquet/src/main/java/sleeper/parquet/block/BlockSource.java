package sleeper.parquet.block;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Rows, a block at a time, from one thread.
 *
 * <p>A block and its columns are the source's own and are used again: they are valid until the next
 * call.
 */
public interface BlockSource extends AutoCloseable {

  /**
   * The next rows, at least one, or null when there are no more.
   *
   * @throws sleeper.core.error.InvalidInput naming file, row, column and value of a row that does
   *     not fit
   * @throws sleeper.core.error.CorruptData if an input file is broken
   * @throws IOException if reading fails
   */
  @Nullable RowBlock next() throws IOException;

  /** The most bytes of memory that this source ever holds at once, its block included. */
  long memoryBytes();

  @Override
  void close() throws IOException;
}
