package sleeper.core.ingest;

/**
 * What makes two ingest jobs the same.
 *
 * @param jobId the job's id, unique in the table's life
 * @param fingerprint of what was asked for (table, input list); the same id with another
 *     fingerprint is an error, never a duplicate. Empty where the caller vouches for the id alone,
 *     as with rows from a program
 */
public record JobRequest(String jobId, String fingerprint) {}
