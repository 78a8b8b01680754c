package sleeper.query.scan;

/**
 * Where a scan reads, and how much it holds at once.
 *
 * @param files opens data files
 * @param settings sizes
 */
public record ScanFiles(DataFiles files, ScanSettings settings) {}
