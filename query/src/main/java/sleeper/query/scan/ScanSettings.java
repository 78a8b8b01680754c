package sleeper.query.scan;

/**
 * How much a scan holds at once.
 *
 * @param blockRows the most rows in a block
 * @param memoryBytes the memory that the readers of one leaf partition share, in bytes; each takes
 *     what a page of each column needs, if its share is less
 */
public record ScanSettings(int blockRows, long memoryBytes) {

  /** Blocks of 8,192 rows, and 256 MiB for readers. */
  public static final ScanSettings DEFAULT = new ScanSettings(8192, 256L << 20);

  public ScanSettings {
    if (blockRows < 1 || memoryBytes < 1) {
      throw new IllegalArgumentException(
          "A scan needs rows and memory: blockRows=%d, memoryBytes=%d"
              .formatted(blockRows, memoryBytes));
    }
  }
}
