package sleeper.ingest.output;

/**
 * A data file that was written and published.
 *
 * @param filename its name as the state store records it
 * @param partitionId the leaf partition that its rows belong to
 * @param rows how many rows it has, at least one
 * @param bytes its size
 */
public record WrittenFile(String filename, String partitionId, long rows, long bytes) {}
