package sleeper.core.ingest;

import java.util.List;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;

/**
 * One attempt at an ingest job, under a lease.
 *
 * <p>All objects it uploads lie under {@link #keyPrefix}. It ends by {@link #commit} or {@link
 * #abandon}; one that does neither is swept by the collector after its lease. {@link #renew} may be
 * called from another thread than the rest.
 */
public interface IngestRun {

  /** The run's id, unique for ever. */
  String runId();

  /** The schema that files must have. */
  Schema schema();

  /** The partition tree when the run started. */
  PartitionTree partitions();

  /** The key prefix of everything it may upload: {@code <tableId>/data/run_<runId>/}. */
  String keyPrefix();

  /** How often, in milliseconds, {@link #renew} has to be called while the run is at work. */
  long renewalPeriodMillis();

  /**
   * Extends the lease.
   *
   * @throws sleeper.core.error.LeaseLost if somebody has taken the run over; it cannot commit then
   */
  void renew();

  /**
   * Adds all files of the run to the table in one transaction, together with the ledger entry, and
   * ends the run. With no references only the ledger entry is written.
   *
   * <p>On {@link CommitOutcome.Duplicate} the job was committed by another run; delete own files,
   * then {@link #abandon}.
   *
   * @throws sleeper.core.error.CommitRejected if it can never succeed: the table was dropped or
   *     reinitialised, a partition is gone, or the lease was lost. Nothing was committed
   * @throws sleeper.core.error.CommitStateUnknown if nobody could tell whether it happened; delete
   *     nothing
   */
  CommitOutcome commit(List<FileReference> references, RunTotals totals);

  /**
   * Ends the run without a commit, after its files have been deleted. Never throws for a run that
   * is over.
   */
  void abandon();
}
