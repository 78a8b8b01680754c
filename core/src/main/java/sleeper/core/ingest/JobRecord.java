package sleeper.core.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job of a table, for people to read: committed, or with a run that has not ended.
 *
 * @param jobId the job
 * @param runId the run that committed it, or that is at it
 * @param status how it stands
 * @param since when it was committed, or its run started
 * @param leaseExpires until when an uncommitted run counts as alive unless it is heard of again
 * @param committed what was committed
 */
public record JobRecord(
    String jobId,
    String runId,
    Status status,
    Instant since,
    @Nullable Instant leaseExpires,
    @Nullable LedgerEntry committed) {

  /** How a job stands. */
  public enum Status {
    /** Its files are in the table. */
    COMMITTED,
    /** A run is at work. */
    RUNNING,
    /** A run has died or lost its lease, and waits for the collector. */
    DEAD
  }
}
