package sleeper.cli.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.JobStatus;

/**
 * All that is known of a job. The ledger decides whether it is done: what trackers say may be late
 * or missing, and jobs that did not come as messages are in no tracker.
 *
 * @param table the name of its table, or null if it is not known
 * @param jobId the job
 * @param record what ledger and write intents say, or null
 * @param tracked what the tracker says, or null
 * @param progress how far its newest run is, or null
 * @param silent whether that was last heard of so long ago that the run cannot be alive
 */
record JobView(
    @Nullable String table,
    String jobId,
    @Nullable JobRecord record,
    @Nullable JobStatus tracked,
    @Nullable JobProgress progress,
    boolean silent) {

  Standing standing() {
    if (record != null && record.status() == JobRecord.Status.COMMITTED) {
      return Standing.FINISHED;
    } else if (record != null && record.status() == JobRecord.Status.RUNNING) {
      return Standing.RUNNING;
    } else if (tracked == null) {
      return Standing.DEAD;
    }
    return switch (tracked.state()) {
      case FINISHED -> Standing.FINISHED;
      case UNCOMMITTED -> Standing.UNCOMMITTED;
      case ACCEPTED -> Standing.ACCEPTED;
      case REJECTED -> Standing.REJECTED;
      case FAILED -> Standing.FAILED;
      case IN_PROGRESS -> record != null || silent ? Standing.DEAD : Standing.RUNNING;
    };
  }

  /** What was committed, if the ledger has it. */
  Optional<LedgerEntry> committed() {
    return Optional.ofNullable(record).map(JobRecord::committed);
  }

  /** The runs that the tracker knows, the newest first. */
  List<JobRunStatus> runs() {
    return tracked == null ? List.of() : tracked.runs();
  }

  /** The run that says how the job stands: the one that committed, else the newest. */
  Optional<JobRunStatus> run() {
    Optional<JobRunStatus> committed =
        committed().flatMap(entry -> run(entry.runId())).or(this::finishedRun);
    return committed.or(() -> runs().stream().findFirst());
  }

  /** The id of that run, if there is a run. */
  Optional<String> runId() {
    return committed()
        .map(LedgerEntry::runId)
        .or(() -> run().map(JobRunStatus::runId))
        .or(() -> Optional.ofNullable(record).map(JobRecord::runId));
  }

  /** When it came to stand so: its end, or the beginning of what has not ended. */
  Instant since() {
    Optional<Instant> end =
        committed().map(LedgerEntry::committedAt).or(() -> run().flatMap(JobRunStatus::finishTime));
    return end.or(() -> run().map(JobRunStatus::startTime))
        .or(() -> Optional.ofNullable(record).map(JobRecord::since))
        .orElse(Instant.EPOCH);
  }

  /** How long its run took, if that is known. */
  Optional<Duration> duration() {
    return run().flatMap(JobRunStatus::duration);
  }

  /** Why it was not done, from the outermost cause; none if it was, or nobody knows. */
  List<String> reasons() {
    return switch (standing()) {
      case FAILED, REJECTED -> run().map(JobRunStatus::failureReasons).orElse(List.of());
      default -> List.of();
    };
  }

  /** Whether its last run failed and its message was given back, to be tried again. */
  boolean isGivenBack() {
    return standing() == Standing.FAILED
        && progress != null
        && progress.phase() == JobPhase.GIVEN_BACK;
  }

  /**
   * Whether nothing more will become of it.
   *
   * @param nothingWaits whether the queue has no message that is worked on or will be
   */
  boolean isFinal(boolean nothingWaits) {
    return switch (standing()) {
      case FINISHED, REJECTED -> true;
      case FAILED -> nothingWaits || !isGivenBack();
      case DEAD -> nothingWaits;
      case RUNNING, ACCEPTED, UNCOMMITTED -> false;
    };
  }

  /** Whether anything of it was within a time, both ends included. */
  boolean isWithin(Instant first, Instant last) {
    boolean recorded =
        record != null && !record.since().isBefore(first) && !record.since().isAfter(last);
    return recorded || (tracked != null && tracked.isWithin(first, last));
  }

  /** The same job, in the same state, as far as people see it. */
  boolean looksLike(JobView other) {
    return standing() == other.standing()
        && runId().equals(other.runId())
        && JobText.rows(this).equals(JobText.rows(other))
        && JobText.notes(this).equals(JobText.notes(other));
  }

  /** This job with progress of the run that says how it stands alone. */
  JobView withoutProgressOfOtherRuns() {
    boolean belongs =
        progress != null && runId().filter(run -> run.equals(progress.run().runId())).isPresent();
    return belongs ? this : new JobView(table, jobId, record, tracked, null, silent);
  }

  private Optional<JobRunStatus> run(String runId) {
    return runs().stream().filter(run -> runId.equals(run.runId())).findFirst();
  }

  private Optional<JobRunStatus> finishedRun() {
    return runs().stream()
        .filter(run -> tracked != null && run.state() == tracked.state())
        .findFirst();
  }
}
