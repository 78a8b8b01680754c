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
 * @param pageBytes the most of it for read buffers, pages and dictionaries, half of it unless said;
 *     with more than half, a page that is larger than common ones is read all the same
 * @param filter rows that it cannot match may be left out: whole row groups and pages, by their
 *     statistics, dictionaries, Bloom filters and page index; rows of a page that is read all come
 */
public record ReadSettings(
    Schema schema,
    int blockRows,
    long memoryBytes,
    long pageBytes,
    Optional<FilterPredicate> filter) {

  /** Blocks of this many rows fit most caches and spread the cost of a block well. */
  public static final int DEFAULT_BLOCK_ROWS = 64 * 1024;

  /** Enough for some dozen columns of common pages. */
  public static final long DEFAULT_MEMORY_BYTES = 64L * 1024 * 1024;

  public ReadSettings {
    if (blockRows < 1) {
      throw new IllegalArgumentException("A block needs rows: blockRows=" + blockRows);
    }
    if (memoryBytes < 1 || pageBytes < 0) {
      throw new IllegalArgumentException(
          "Reading needs memory: memoryBytes=" + memoryBytes + ", pageBytes=" + pageBytes);
    }
  }

  /** Reads all rows, with the default sizes. */
  public static ReadSettings of(Schema schema) {
    return new ReadSettings(
        schema,
        DEFAULT_BLOCK_ROWS,
        DEFAULT_MEMORY_BYTES,
        DEFAULT_MEMORY_BYTES / 2,
        Optional.empty());
  }

  /** The same with other blocks. */
  public ReadSettings withBlockRows(int rows) {
    return new ReadSettings(schema, rows, memoryBytes, pageBytes, filter);
  }

  /** The same with another bound on memory, half of it for pages. */
  public ReadSettings withMemoryBytes(long bytes) {
    return new ReadSettings(schema, blockRows, bytes, bytes / 2, filter);
  }

  /** The same with another bound on buffers, pages and dictionaries. */
  public ReadSettings withPageBytes(long bytes) {
    return new ReadSettings(schema, blockRows, memoryBytes, bytes, filter);
  }

  /** The same, leaving out what cannot match. */
  public ReadSettings withFilter(FilterPredicate predicate) {
    return new ReadSettings(schema, blockRows, memoryBytes, pageBytes, Optional.of(predicate));
  }
}
