package sleeper.ingest.task;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.job.JobMessage;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.JobUpdate.CommitPoint;
import sleeper.core.tracker.RowCounts;

/**
 * Writes down what happens to jobs. A tracker that fails is logged and fails nothing. Thread-safe.
 */
final class JobEvents {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobEvents.class);

  private final JobTracker tracker;
  private final Clock clock;
  private final FilesReport filesReport;

  JobEvents(JobTracker tracker, Clock clock, FilesReport filesReport) {
    this.tracker = tracker;
    this.clock = clock;
    this.filesReport = filesReport;
  }

  void rejected(JobMessage.Rejected message) {
    String tableId = message.table() == null ? null : message.table().id();
    JobRunIds run = new JobRunIds(tableId, message.jobId(), null, null);
    write(run, new JobUpdate.Rejected(now(), 0, message.reasons(), message.text()));
  }

  void started(JobRunIds run, int inputFiles) {
    write(run, new JobUpdate.Started(now(), inputFiles));
  }

  /** Several tasks that say so at once say it once: Sleeper's reports add up what they find. */
  void addedFiles(JobRunIds run, LedgerEntry entry) {
    long files = entry.totals().files();
    if (files > 0 && filesReport == FilesReport.BY_TASK) {
      write(run, entry.committedAt(), new JobUpdate.AddedFiles(entry.committedAt(), files));
    }
  }

  void finished(JobRunIds run, LedgerEntry entry) {
    RowCounts rows = new RowCounts(entry.totals().rowsRead(), entry.totals().rowsWritten());
    write(
        run,
        entry.committedAt(),
        new JobUpdate.Finished(
            entry.committedAt(), rows, entry.totals().files(), CommitPoint.WHEN_FILES_ADDED));
  }

  void failed(JobRunIds run, List<String> reasons) {
    write(run, new JobUpdate.Failed(now(), reasons));
  }

  /** What was written down of a job; empty if the tracker cannot tell. */
  Optional<List<JobEvent>> ofJob(String tableId, String jobId) {
    try {
      return Optional.of(
          tracker.ofJob(jobId).stream()
              .filter(event -> tableId.equals(event.run().tableId()))
              .toList());
    } catch (RuntimeException e) {
      LOGGER.warn("Could not look up the events of job {}", jobId, e);
      return Optional.empty();
    }
  }

  /** Says of a committed run that it began, where nobody has. */
  void startedBefore(JobRunIds run, LedgerEntry entry, int inputFiles) {
    write(run, entry.committedAt(), new JobUpdate.Started(entry.committedAt(), inputFiles));
  }

  private void write(JobRunIds run, JobUpdate update) {
    write(run, now(), update);
  }

  private void write(JobRunIds run, Instant time, JobUpdate update) {
    try {
      tracker.save(new JobEvent(run, time, update));
    } catch (RuntimeException e) {
      LOGGER.warn("Could not write down update {} of job {}", update.type(), run.jobId(), e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
