package sleeper.parquet.write;

import java.util.Set;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import sleeper.core.properties.TableProperties;

/**
 * How data files are written.
 *
 * @param codec zstd, snappy, gzip, lz4_raw or uncompressed
 * @param compressionLevel the level of zstd (1 to 22) or gzip (1 to 9); no other codec has one
 * @param rowGroupRows the most rows of a row group
 * @param rowGroupBytes the most bytes of a row group in memory, before it is encoded
 * @param pageRows the most rows of a page
 * @param pageBytes the most bytes of values of a page, before they are encoded; one row can be more
 * @param pageVersion the layout of data pages
 * @param plainFields the names of the fields whose columns never have dictionaries; all others have
 *     one where it makes them smaller
 * @param columnIndexTruncateLength the most bytes of a value in the page index
 * @param statisticsTruncateLength the most bytes of a value in the statistics of a column chunk
 * @param pageChecksums whether pages carry a CRC-32
 * @param bloomFilterFields the names of the fields that get a bloom filter; lists and maps cannot
 */
public record WriteSettings(
    CompressionCodecName codec,
    int compressionLevel,
    int rowGroupRows,
    long rowGroupBytes,
    int pageRows,
    int pageBytes,
    PageVersion pageVersion,
    Set<String> plainFields,
    int columnIndexTruncateLength,
    int statisticsTruncateLength,
    boolean pageChecksums,
    Set<String> bloomFilterFields) {

  private static final long SCRATCH_BYTES_OF_ROW = 40;
  private static final long SCRATCH_BYTES = 4L << 20;
  private static final WriteSettings DEFAULTS =
      new WriteSettings(
          CompressionCodecName.ZSTD,
          3,
          1_000_000,
          128L << 20,
          20_000,
          1 << 20,
          PageVersion.V2,
          Set.of(),
          128,
          Integer.MAX_VALUE,
          true,
          Set.of());

  public WriteSettings {
    plainFields = Set.copyOf(plainFields);
    bloomFilterFields = Set.copyOf(bloomFilterFields);
    if (!PageCompressor.supports(codec)) {
      throw new IllegalArgumentException("Codec " + codec + " cannot be written; use ZSTD");
    }
    requirePositive("rowGroupRows", rowGroupRows);
    requirePositive("rowGroupBytes", rowGroupBytes);
    requirePositive("pageRows", pageRows);
    requirePositive("pageBytes", pageBytes);
    requirePositive("columnIndexTruncateLength", columnIndexTruncateLength);
    requirePositive("statisticsTruncateLength", statisticsTruncateLength);
  }

  /** The settings where nothing else is asked for. */
  public static WriteSettings defaults() {
    return DEFAULTS;
  }

  /**
   * The settings of a table.
   *
   * @throws sleeper.core.error.InvalidInput if a property is wrong, or a Bloom filter is wanted on
   *     a field that the table does not have
   */
  public static WriteSettings of(TableProperties properties) {
    return TableWriteSettings.of(properties);
  }

  /**
   * How many rows each row group of a file should have: as few row groups as the settings and the
   * memory allow, all about as large.
   *
   * @param rows the rows of the file
   * @param bytes what their columns take in memory
   * @param memoryBytes what the columns of one row group and the encoder may take
   * @return at least 1, even where one row takes more
   */
  public int rowGroupRows(long rows, long bytes, long memoryBytes) {
    long bytesOfRow = Math.max(1, bytes / Math.max(1, rows));
    long byMemory = (memoryBytes - SCRATCH_BYTES) / (bytesOfRow + SCRATCH_BYTES_OF_ROW);
    long limit = Math.min(rowGroupRows, Math.min(rowGroupBytes / bytesOfRow, byMemory));
    long most = Math.max(1, limit);
    long groups = Math.max(1, (rows + most - 1) / most);
    return (int) Math.max(1, (rows + groups - 1) / groups);
  }

  /** These settings with other limits of row groups. */
  public WriteSettings withRowGroups(int rows, long bytes) {
    return new WriteSettings(
        codec,
        compressionLevel,
        rows,
        bytes,
        pageRows,
        pageBytes,
        pageVersion,
        plainFields,
        columnIndexTruncateLength,
        statisticsTruncateLength,
        pageChecksums,
        bloomFilterFields);
  }

  /** Whether the column of a field may have a dictionary. */
  DictionaryUse dictionaries(String field) {
    return plainFields.contains(field) ? DictionaryUse.NEVER : DictionaryUse.WHERE_SMALLER;
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
