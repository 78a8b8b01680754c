package sleeper.core.ingest;

import java.time.Instant;

/**
 * A committed job in the job ledger of a table.
 *
 * @param jobId the job
 * @param fingerprint what it was asked to do, see {@link JobRequest}
 * @param runId the run that committed
 * @param transactionNumber the file transaction that added its files; 0 if it had no rows to add
 * @param committedAt when
 * @param totals what it read and wrote
 */
public record LedgerEntry(
    String jobId,
    String fingerprint,
    String runId,
    long transactionNumber,
    Instant committedAt,
    RunTotals totals) {}
