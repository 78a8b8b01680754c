package sleeper.ingest.pipeline;

/**
 * What a pipeline did.
 *
 * @param rows rows taken in
 * @param blocks blocks taken in
 * @param spills how often the rows in memory were written to the spill file
 * @param spilledBytes bytes written to spill files, those of oversized leaves included
 * @param flushes how often all leaves were written to files before the end, for want of disk budget
 * @param subRangeLeaves leaves, or ranges of one, that were too large for memory and were cut into
 *     ranges of keys
 * @param mergedLeaves leaves, or ranges of one, that were sorted in runs and merged
 * @param files data files written
 * @param fileBytes bytes of those files
 * @param peakMemoryBytes the most memory accounted for at once
 */
public record PipelineMetrics(
    long rows,
    long blocks,
    long spills,
    long spilledBytes,
    long flushes,
    long subRangeLeaves,
    long mergedLeaves,
    long files,
    long fileBytes,
    long peakMemoryBytes) {}
