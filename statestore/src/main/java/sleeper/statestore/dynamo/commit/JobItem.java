package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;

/**
 * A job in the ledger: who is at it, or who committed it.
 *
 * @param state how far it is
 * @param runId the run that holds or committed it
 * @param entry what it committed, or says that it is about to; nothing while it is open
 * @param bodyKey where the transaction lies that was handed to Sleeper's committer
 */
record JobItem(State state, String runId, Optional<LedgerEntry> entry, Optional<String> bodyKey) {

  /** How far a job is. */
  enum State {
    /** A run is at work. */
    OPEN,
    /** Its run may be appending to the log at the number of the entry, and at no other. */
    PENDING,
    /** Like pending, and somebody is finding out: the run may not turn to another number. */
    SETTLING,
    /** Its run has handed the files to Sleeper's committer, which appends them when it likes. */
    QUEUED,
    /** The files are in the table. */
    COMMITTED
  }

  static JobItem open(String runId) {
    return new JobItem(State.OPEN, runId, Optional.empty(), Optional.empty());
  }

  static JobItem pending(LedgerEntry entry) {
    return new JobItem(State.PENDING, entry.runId(), Optional.of(entry), Optional.empty());
  }

  static JobItem queued(LedgerEntry entry, String bodyKey) {
    return new JobItem(State.QUEUED, entry.runId(), Optional.of(entry), Optional.of(bodyKey));
  }

  static JobItem committed(LedgerEntry entry, Optional<String> bodyKey) {
    return new JobItem(State.COMMITTED, entry.runId(), Optional.of(entry), bodyKey);
  }

  JobItem settling() {
    return new JobItem(State.SETTLING, runId, entry, bodyKey);
  }

  boolean isCommitted() {
    return state == State.COMMITTED;
  }

  boolean isHeldBy(String run) {
    return !isCommitted() && runId.equals(run);
  }

  /** The entry of a job that is past open. */
  LedgerEntry claimed() {
    return entry.orElseThrow(
        () -> new IllegalStateException("A claim says what is to be committed: " + this));
  }
}
