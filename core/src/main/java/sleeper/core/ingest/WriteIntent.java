package sleeper.core.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run that may have uploaded files which are not in the table. It is written before
 * the first upload and removed in the same step as the files are added.
 *
 * @param token table, run and the epoch that is valid now
 * @param tableLife the life of the table that the run started in
 * @param job what the run was asked to do
 * @param keyPrefix the prefix of everything that the run may upload, ending in a slash
 * @param owner the process that runs it, as {@link RunOwner#self} names it
 * @param startedAt when the run started, by its own clock
 * @param leaseExpires when others may take the run for dead, by its own clock
 * @param phase how far its end has come
 * @param phaseSince when it was fenced or swept; null while it is open
 */
public record WriteIntent(
    RunToken token,
    long tableLife,
    JobRequest job,
    String keyPrefix,
    String owner,
    Instant startedAt,
    Instant leaseExpires,
    Phase phase,
    @Nullable Instant phaseSince) {

  /** How far the end of a run has come. */
  public enum Phase {
    /** The run may upload and commit. */
    OPEN,
    /** The run can never commit; what it uploaded has to be deleted. */
    FENCED,
    /** Deleted once; kept until an upload that was under way then must have ended. */
    SWEPT
  }

  /** The epoch of a run's first and, unless it is fenced, only holder. */
  public static final long FIRST_EPOCH = 1;

  public WriteIntent {
    if (!keyPrefix.endsWith("/")) {
      throw new IllegalArgumentException("A key prefix ends in a slash: prefix=" + keyPrefix);
    }
    if ((phase == Phase.OPEN) != (phaseSince == null)) {
      throw new IllegalArgumentException(
          "An intent has the time of its end unless it is open: run=" + token.runId());
    }
  }

  /** The table. */
  public String tableId() {
    return token.tableId();
  }

  /** The run. */
  public String runId() {
    return token.runId();
  }

  /** The same intent with a later lease. */
  public WriteIntent withLease(Instant expires) {
    return new WriteIntent(
        token, tableLife, job, keyPrefix, owner, startedAt, expires, phase, phaseSince);
  }

  /** The same intent under the next epoch, which no run holds. */
  public WriteIntent fencedAt(Instant time) {
    RunToken next = new RunToken(token.tableId(), token.runId(), token.epoch() + 1);
    return new WriteIntent(
        next, tableLife, job, keyPrefix, owner, startedAt, leaseExpires, Phase.FENCED, time);
  }

  /** The same intent as a tombstone. */
  public WriteIntent sweptAt(Instant time) {
    return new WriteIntent(
        token, tableLife, job, keyPrefix, owner, startedAt, leaseExpires, Phase.SWEPT, time);
  }
}
