package sleeper.core.tracker;

import java.util.OptionalLong;

/**
 * How much of a run's phase is done.
 *
 * @param rows rows taken in; while writing, rows written
 * @param totalRows of how many, where that is known
 * @param bytesRead bytes of input that were read
 * @param totalBytes of how many; 0 if that is not known
 * @param rowsPerSecond rows taken in, in a second of the run so far
 */
public record JobCounts(
    long rows, OptionalLong totalRows, long bytesRead, long totalBytes, double rowsPerSecond) {}
