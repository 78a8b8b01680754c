package sleeper.parquet.write;

/**
 * What was written to a finished data file.
 *
 * @param rows how many rows it has
 * @param bytes its size
 */
public record DataFileSummary(long rows, long bytes) {}
