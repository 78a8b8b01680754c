package sleeper.query.scan;

/**
 * Where a scan reads, and how much it holds at once.
 *
 * @param files opens data files
 * @param settings sizes
 */
public record ScanFiles(DataFiles files, ScanSettings settings) {

  /** The same for each of some readers that are open at once. */
  ScanFiles sharedBy(int readers) {
    long share = Math.max(1, settings.memoryBytes() / Math.max(1, readers));
    return new ScanFiles(files, settings.withMemoryBytes(share));
  }
}
