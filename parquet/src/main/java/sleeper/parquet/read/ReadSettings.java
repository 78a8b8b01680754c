package sleeper.parquet.read;

import java.util.Optional;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import sleeper.core.schema.Schema;

/**
 * How a Parquet file is read.
 *
 * @param schema the fields to read, found in the file by name
 * @param blockRows the most rows of a block
 * @param memoryBytes the most memory to hold: read buffers, one page a column, dictionaries and the
 *     block
 * @param filter rows that it cannot match may be left out: whole row groups and pages, by their
 *     statistics, dictionaries, Bloom filters and page index; rows of a page that is read all come
 */
public record ReadSettings(
    Schema schema, int blockRows, long memoryBytes, Optional<FilterPredicate> filter) {

  /** Blocks of this many rows fit most caches and spread the cost of a block well. */
  public static final int DEFAULT_BLOCK_ROWS = 64 * 1024;

  /** Enough for some dozen columns of common pages. */
  public static final long DEFAULT_MEMORY_BYTES = 64L * 1024 * 1024;

  public ReadSettings {
    if (blockRows < 1) {
      throw new IllegalArgumentException("A block needs rows: blockRows=" + blockRows);
    }
    if (memoryBytes < 1) {
      throw new IllegalArgumentException("Reading needs memory: memoryBytes=" + memoryBytes);
    }
  }

  /** Reads all rows, with the default sizes. */
  public static ReadSettings of(Schema schema) {
    return new ReadSettings(schema, DEFAULT_BLOCK_ROWS, DEFAULT_MEMORY_BYTES, Optional.empty());
  }

  /** The same with other blocks. */
  public ReadSettings withBlockRows(int rows) {
    return new ReadSettings(schema, rows, memoryBytes, filter);
  }

  /** The same with another bound on memory. */
  public ReadSettings withMemoryBytes(long bytes) {
    return new ReadSettings(schema, blockRows, bytes, filter);
  }

  /** The same, leaving out what cannot match. */
  public ReadSettings withFilter(FilterPredicate predicate) {
    return new ReadSettings(schema, blockRows, memoryBytes, Optional.of(predicate));
  }
}
