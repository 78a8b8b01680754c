package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;

/**
 * Whether what the ledger says of a job is about the log that the table has now. Sleeper's own
 * tools can delete the log of a table and start another from its first number; the jobs of the old
 * one are then not in the table. Thread-safe.
 */
final class Incarnations {

  private final CommitParts parts;

  Incarnations(CommitParts parts) {
    this.parts = parts;
  }

  /**
   * Whether a committed job counts. Where the log has been cut off behind it, it does: that it was
   * started anew could only be told while it is shorter, or has another entry there.
   */
  boolean holds(String tableId, JobItem job) {
    LedgerEntry entry = job.claimed();
    if (!parts.isShared() || entry.transactionNumber() == 0) {
      return true;
    }
    Optional<LoggedRun> logged = parts.log().entry(tableId, entry.transactionNumber());
    if (logged.isPresent()) {
      // Sleeper's committer does not say whose entry it appends.
      return logged.get().isOf(entry.runId()) || job.bodyKey().isPresent();
    }
    return parts.log().last(tableId).orElse(0) > entry.transactionNumber();
  }
}
