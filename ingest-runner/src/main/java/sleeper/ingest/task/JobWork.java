package sleeper.ingest.task;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.core.job.IngestJob;
import sleeper.core.job.JobMessageReader;
import sleeper.core.job.RejectionReasons;
import sleeper.core.storage.SourceFile;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobDetails.InputRows;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobRunIds;
import sleeper.ingest.runner.IngestListener;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.source.InputFile;

/** One attempt at a job that a message asked for, and what is written down of it. */
final class JobWork implements IngestListener {

  private final IngestJob job;
  private final JobDelivery delivery;
  private final TaskContext context;
  private final RunProgress progress;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private int inputFiles;
  private @Nullable JobRunIds run;

  JobWork(IngestJob job, JobDelivery delivery, TaskContext context) {
    this.job = job;
    this.delivery = delivery;
    this.context = context;
    progress = new RunProgress(context.environment().clock());
  }

  /**
   * Does the job.
   *
   * @param text the message, to be kept if it is rejected after all
   * @throws RunsElsewhere if another run of it is alive
   */
  JobEnd run(String text) throws IOException {
    List<String> refusals = new ArrayList<>();
    List<SourceFile> files = find(refusals);
    if (!refusals.isEmpty()) {
      settleEarlierRuns();
      context.events().rejected(JobMessageReader.rejected(job, refusals, text));
      return JobEnd.without(delivery, JobOutcome.REJECTED, refusals);
    }
    inputFiles = files.size();
    IngestResult result =
        context
            .environment()
            .factory()
            .withListener(this)
            .ingestFiles(job.table(), job.id(), files);
    // It is decided now. Trackers would refuse to work for a thread that is interrupted.
    Thread.interrupted();
    if (result.duplicate()) {
      duplicate(result.entry());
      return JobEnd.with(delivery, JobOutcome.DUPLICATE, result.totals());
    }
    finished(result);
    return JobEnd.with(delivery, JobOutcome.FINISHED, result.totals());
  }

  /** Writes down why the job can never be done. */
  void failed(List<String> reasons) {
    failed(reasons, JobPhase.FAILED);
  }

  /** Writes down why the attempt added nothing, and that there will be another. */
  void givenBack(List<String> reasons) {
    failed(reasons, JobPhase.GIVEN_BACK);
  }

  /**
   * One that had no run yet gets an id of its own, so that it can be told from others. Progress is
   * first: whoever hears of the failure finds there whether it is the last.
   */
  private void failed(List<String> reasons, JobPhase end) {
    JobRunIds failed = run;
    if (failed == null) {
      failed = runIds(context.environment().ids().get());
      context.events().started(failed, inputFiles);
      progress.start(failed);
    }
    context.progress().end(progress, end);
    context.events().failed(failed, reasons);
  }

  /** Writes nothing down, as nobody knows yet how the attempt ended. */
  void undecided() {
    context.progress().end(progress, JobPhase.COMMITTING);
  }

  @Override
  public void waitingFor(String runId, Instant leaseExpires) {
    throw new RunsElsewhere(runId, leaseExpires);
  }

  /** That there is a run means that no other of the job is alive. */
  @Override
  public void runStarted(String runId) {
    JobRunIds started = runIds(runId);
    Optional<JobHistory> history = history();
    run = started;
    context.events().started(started, inputFiles);
    history.ifPresent(JobHistory::endAll);
    progress.start(started);
    context.progress().add(progress);
  }

  @Override
  public void inputFound(OptionalLong rows, long bytes) {
    progress.found(rows, bytes);
  }

  @Override
  public void notice(String sentence) {
    notices.add(sentence);
  }

  /** Kept before the commit: after it the task may be killed, and nobody else can tell. */
  @Override
  public void inputRead(List<InputFile> files) {
    List<InputRows> inputs =
        files.stream().map(file -> new InputRows(file.name(), file.rows())).toList();
    context.keep(new JobDetails(Objects.requireNonNull(run), inputs, notices));
  }

  @Override
  public void bytesRead(long bytes) {
    progress.readBytes(bytes);
  }

  @Override
  public void rowsTaken(long rows) {
    progress.read(rows);
  }

  @Override
  public void finishing(int leaves, long rows) {
    progress.write(rows);
  }

  @Override
  public void leafFinished(int leaves, long rows) {
    progress.written(rows);
  }

  @Override
  public void committing(int files) {
    progress.commit();
  }

  private List<SourceFile> find(List<String> refusals) throws IOException {
    List<SourceFile> files;
    try {
      files = context.environment().factory().findFiles(job.paths());
    } catch (InvalidInput e) {
      refusals.add(RejectionReasons.PATHS_NOT_FOUND);
      refusals.add(e.getMessage());
      return List.of();
    }
    for (SourceFile file : files) {
      context
          .environment()
          .policy()
          .refusal(file.name())
          .map(why -> RejectionReasons.pathNotAllowed(file.name(), why))
          .ifPresent(refusals::add);
      if (!refusals.isEmpty()) {
        return List.of();
      }
    }
    return files;
  }

  /**
   * Before a message is rejected that was accepted when it was delivered before: its job may have
   * been committed, and its files deleted since then.
   */
  private void settleEarlierRuns() {
    Optional<JobHistory> history = history();
    Optional<RunStart> found = context.environment().factory().findRun(job.table(), job.id());
    if (found.isEmpty()) {
      history.ifPresent(JobHistory::endAll);
    } else if (found.get() instanceof RunStart.AlreadyCommitted committed) {
      history.ifPresent(known -> known.complete(committed.entry(), 0));
    }
  }

  private void duplicate(LedgerEntry entry) {
    if (run != null && !entry.runId().equals(run.runId())) {
      failed(List.of("Run %s had committed the job before".formatted(entry.runId())));
    }
    history().ifPresent(known -> known.complete(entry, inputFiles));
  }

  private void finished(IngestResult result) {
    JobRunIds finished = runIds(result.entry().runId());
    context.events().addedFiles(finished, result.entry());
    context.events().finished(finished, result.entry());
    context.progress().end(progress, JobPhase.DONE);
    context.counts().add(result);
    context.listener().committed(result);
  }

  private Optional<JobHistory> history() {
    return JobHistory.of(job, context.taskId(), context.events());
  }

  private JobRunIds runIds(String runId) {
    return new JobRunIds(job.table().id(), job.id(), runId, context.taskId());
  }
}
