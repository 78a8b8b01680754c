package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;

/**
 * Whether what the ledger says of a job is about the log that the table has now. Sleeper's own
 * tools can delete the log of a table and start another from its first number; the jobs of the old
 * one are then not in the table. Thread-safe.
 */
final class Incarnations {

  private final FileLog log;
  private final boolean shared;

  private Incarnations(FileLog log, boolean shared) {
    this.log = log;
    this.shared = shared;
  }

  /** Of tables whose logs nobody but us writes. */
  static Incarnations own(FileLog log) {
    return new Incarnations(log, false);
  }

  /** Of tables whose logs Sleeper's own tools may start anew. */
  static Incarnations shared(FileLog log) {
    return new Incarnations(log, true);
  }

  boolean areShared() {
    return shared;
  }

  /**
   * Whether a committed job counts. Where the log has been cut off behind it, it does: that it was
   * started anew could only be told while it is shorter, or has another entry there.
   */
  boolean holds(String tableId, JobItem job) {
    LedgerEntry entry = job.claimed();
    if (!shared || entry.transactionNumber() == 0) {
      return true;
    }
    Optional<LoggedRun> logged = log.entry(tableId, entry.transactionNumber());
    if (logged.isPresent()) {
      // Sleeper's committer does not say whose entry it appends.
      return logged.get().isOf(entry.runId()) || job.bodyKey().isPresent();
    }
    return log.last(tableId).orElse(0) > entry.transactionNumber();
  }
}
