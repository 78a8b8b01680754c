package sleeper.ingest.task;

import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.job.IngestJob;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobUpdate;

/**
 * What was written down of a job's earlier runs, and what is missing from it because a task was
 * killed, or could not reach the tracker, before it had said all it had to say.
 */
final class JobHistory {

  private static final String ENDED_IN_SILENCE =
      "The run ended without a word: its task was killed, or lost its lease";

  private final IngestJob job;
  private final String taskId;
  private final JobEvents events;
  private final List<JobRunStatus> runs;

  private JobHistory(IngestJob job, String taskId, JobEvents events, List<JobRunStatus> runs) {
    this.job = job;
    this.taskId = taskId;
    this.events = events;
    this.runs = runs;
  }

  /** The runs of a job as the tracker tells of them now; empty if it cannot be reached. */
  static Optional<JobHistory> of(IngestJob job, String taskId, JobEvents events) {
    return events
        .ofJob(job.table().id(), job.id())
        .map(found -> new JobHistory(job, taskId, events, runsOf(found)));
  }

  private static List<JobRunStatus> runsOf(List<JobEvent> events) {
    return JobStatus.of(events).stream().flatMap(status -> status.runs().stream()).toList();
  }

  /** Says of a run that was committed whatever has not been said of it. */
  void complete(LedgerEntry entry, int inputFiles) {
    Optional<JobRunStatus> known =
        runs.stream().filter(each -> entry.runId().equals(each.runId())).findFirst();
    String task = known.flatMap(JobRunStatus::taskId).orElse(taskId);
    JobRunIds run = new JobRunIds(job.table().id(), job.id(), entry.runId(), task);
    if (isMissing(known, JobUpdate.Started.class)) {
      events.startedBefore(run, entry, inputFiles);
    }
    if (isMissing(known, JobUpdate.AddedFiles.class)) {
      events.addedFiles(run, entry);
    }
    if (isMissing(known, JobUpdate.Finished.class)) {
      events.finished(run, entry);
    }
  }

  /** Says of all runs that have not ended that they have; for when none of them can be alive. */
  void endAll() {
    for (JobRunStatus run : runs) {
      String runId = run.runId();
      if (runId != null && !run.hasEnded()) {
        events.failed(
            new JobRunIds(job.table().id(), job.id(), runId, run.taskId().orElse(null)),
            List.of(ENDED_IN_SILENCE));
      }
    }
  }

  private static boolean isMissing(Optional<JobRunStatus> run, Class<? extends JobUpdate> kind) {
    return run.stream()
        .flatMap(known -> known.events().stream())
        .noneMatch(event -> kind.isInstance(event.update()));
  }
}
