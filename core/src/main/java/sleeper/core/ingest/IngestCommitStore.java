package sleeper.core.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where write intents and the job ledger are kept, beside the transaction log of files, so that all
 * three change in one atomic step.
 *
 * <p>Every method is atomic and durable on return, and is based on everything that was decided
 * before it was called, by whichever process. Thread-safe.
 *
 * <p>Every method throws {@link java.io.UncheckedIOException} where the store could not be reached
 * and nothing was changed, and {@link sleeper.core.error.CommitStateUnknown} where its answer was
 * lost: what was asked for may then have happened or not, and may even happen later. Asking the
 * same again is always safe.
 */
public interface IngestCommitStore {

  /**
   * Writes the intent of a new run, unless its job is committed in this life or another run of it
   * has an open intent. Where the run has an intent already, that stays as it is, and the answer is
   * {@code Created}.
   */
  IntentCreation create(WriteIntent intent);

  /** Extends the lease of an open intent that still has the epoch; otherwise false. */
  boolean renew(RunToken run, Instant leaseExpires);

  /**
   * Raises the epoch of an open intent that still has the epoch given, so that its run can never
   * commit, and leaves it to be swept; otherwise false.
   */
  boolean fence(RunToken run, Instant now);

  /**
   * Makes sure that no earlier request to commit a run counts as perhaps done, so that its files
   * can be deleted: nobody could tell by them any more. For runs whose commit has been refused.
   * Where commits are one step there never is such a request.
   */
  default void withdraw(RunToken run) {}

  /** Removes an open intent that still has the epoch, whose files are gone; otherwise false. */
  boolean close(RunToken run);

  /**
   * Keeps a fenced intent, whose files have been deleted, as a tombstone with the time of that
   * sweep; otherwise false.
   */
  boolean bury(RunToken run, Instant now);

  /** Removes a tombstone; otherwise false. */
  boolean forget(RunToken run);

  /** All intents there are for a table, which may have been dropped; oldest first. */
  List<WriteIntent> intents(String tableId);

  /** All intents of all tables, dropped ones included; oldest first. */
  List<WriteIntent> allIntents();

  /** What a job committed in one life of a table. */
  Optional<LedgerEntry> committedJob(String tableId, long tableLife, String jobId);

  /** What a run committed, in whichever life of a table that has not been dropped. */
  Optional<LedgerEntry> committedRun(String tableId, String runId);

  /** The jobs that were committed in one life of a table, newest first, at most {@code limit}. */
  List<LedgerEntry> committedJobs(String tableId, long tableLife, int limit);

  /**
   * The one step that publishes a run: appends its files to the log under the next number, enters
   * the job in the ledger and removes the intent; or does nothing and says why.
   *
   * <p>Conditions are tried in this order: the run is not in the ledger, in any life; the table is
   * there; the job is not in the ledger of this life; the intent is open and has the epoch; the log
   * of partitions, then that of files, still ends where the request says. So repeating a request
   * that succeeded finds the run's own entry.
   */
  CommitDecision commit(CommitRequest request);
}
