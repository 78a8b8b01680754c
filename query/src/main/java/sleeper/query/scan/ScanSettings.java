package sleeper.query.scan;

import java.nio.file.Path;
import sleeper.core.schema.Schema;
import sleeper.query.filter.RowFilter;

/**
 * How much a scan holds at once.
 *
 * @param blockRows the most rows in a block
 * @param memoryBytes the memory that the readers of one leaf partition share, in bytes; where its
 *     files need more, some of them are merged on disk first. A single page that is larger is read
 *     all the same, up to half as much again
 * @param temporaryFolder where such merges go; made when it is needed
 * @param placement who put the rows of the table into its leaf partitions
 */
public record ScanSettings(
    int blockRows, long memoryBytes, Path temporaryFolder, Placement placement) {

  /** With less, blocks and reads of a file are too small to be fast. */
  private static final long LEAST_READER_BYTES = 4L << 20;

  public ScanSettings {
    if (blockRows < 1 || memoryBytes < 1) {
      throw new IllegalArgumentException(
          "A scan needs rows and memory: blockRows=%d, memoryBytes=%d"
              .formatted(blockRows, memoryBytes));
    }
  }

  /** Settings for a table that only this engine writes to. */
  public ScanSettings(int blockRows, long memoryBytes, Path temporaryFolder) {
    this(blockRows, memoryBytes, temporaryFolder, Placement.OURS);
  }

  /** The same for a table of other writers. */
  public ScanSettings withPlacement(Placement other) {
    return new ScanSettings(blockRows, memoryBytes, temporaryFolder, other);
  }

  /** Blocks of 8,192 rows, and 256 MiB for readers. */
  public static ScanSettings defaults(Path temporaryFolder) {
    return new ScanSettings(8192, 256L << 20, temporaryFolder);
  }

  /** The same with another limit of memory. */
  ScanSettings withMemoryBytes(long bytes) {
    return new ScanSettings(blockRows, bytes, temporaryFolder, placement);
  }

  /** A request for a file, for one of some readers. */
  ReadRequest request(Schema columns, RowFilter filter, int readers) {
    long share = Math.max(Math.min(memoryBytes, LEAST_READER_BYTES), memoryBytes / readers);
    return new ReadRequest(
        columns, filter, blockRows, share, Math.max(LEAST_READER_BYTES, memoryBytes / 2));
  }
}
