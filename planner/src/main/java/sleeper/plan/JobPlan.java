package sleeper.plan;

import sleeper.ingest.pipeline.SpillForecast;

/**
 * What one job does.
 *
 * @param rows its rows
 * @param leaves leaf partitions that get rows
 * @param commitBytes the transaction that adds its files; a large one is an object of its own
 * @param use what it asks for
 * @param work memory, spills and disk
 */
public record JobPlan(long rows, long leaves, long commitBytes, JobUse use, SpillForecast work) {}
