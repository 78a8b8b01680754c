package sleeper.core.ingest;

/**
 * What a run has to show to change its write intent: its epoch is part of the name, so that a run
 * whose intent was taken over can change nothing any more.
 *
 * @param tableId the table
 * @param runId the run
 * @param epoch the intent's epoch as the holder knows it
 */
public record RunToken(String tableId, String runId, long epoch) {}
