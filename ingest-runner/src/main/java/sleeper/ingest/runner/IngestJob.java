package sleeper.ingest.runner;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.ingest.runner.IngestSession.SessionContext;
import sleeper.ingest.source.IngestSource;
import sleeper.ingest.source.SourceContext;
import sleeper.parquet.block.RowBlock;

/** Does one job: waits for other runs of it, starts one, feeds it from a source, commits it. */
final class IngestJob {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** A source takes what it needs, up to this share of the memory budget. */
  private static final int MOST_SOURCE_SHARE = 2;

  private final IngestTarget target;
  private final IngestEnvironment environment;
  private final IngestSettings settings;
  private final IngestListener listener;

  IngestJob(
      IngestTarget target,
      IngestEnvironment environment,
      IngestSettings settings,
      IngestListener listener) {
    this.target = target;
    this.environment = environment;
    this.settings = settings;
    this.listener = listener;
  }

  /** Ingests all rows of a source, unless the job was committed before. */
  IngestResult run(JobRequest request, IngestSource.Opener opener) throws IOException {
    RunStart start = startOrFindDone(request);
    if (start instanceof RunStart.AlreadyCommitted done) {
      return IngestSession.duplicate(done.entry(), contextOf(request));
    }
    IngestRun run = ((RunStart.Started) start).run();
    try (IngestSession session = IngestSession.open(run, contextOf(request))) {
      listener.runStarted(run.runId());
      return ingest(session, opener);
    }
  }

  private IngestResult ingest(IngestSession session, IngestSource.Opener opener)
      throws IOException {
    try (IngestSource source = opener.open(session.schema(), sourceContext(session))) {
      session.begin(source.memoryBytes());
      feed(session, source);
      return session.commit(source.inputFiles());
    }
  }

  /** Starts a session of a job that must not have been committed before. */
  IngestSession startNew(JobRequest request, long sourceBytes) throws IOException {
    RunStart start = startOrFindDone(request);
    if (start instanceof RunStart.AlreadyCommitted done) {
      throw alreadyCommitted(done.entry());
    }
    IngestRun run = ((RunStart.Started) start).run();
    IngestSession session = IngestSession.open(run, contextOf(request));
    session.begin(sourceBytes);
    listener.runStarted(run.runId());
    return session;
  }

  private void feed(IngestSession session, IngestSource source) throws IOException {
    listener.inputFound(source.totalRows(), source.totalBytes());
    for (RowBlock block = source.next(); block != null; block = source.next()) {
      checkNotInterrupted();
      session.add(block, source::placeOf);
      listener.bytesRead(source.bytesRead());
    }
    listener.bytesRead(source.bytesRead());
  }

  private static void checkNotInterrupted() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("The ingest was interrupted");
    }
  }

  private RunStart startOrFindDone(JobRequest request) throws InterruptedIOException {
    RunStart start = target.runs().start(request);
    while (start instanceof RunStart.RunningElsewhere other) {
      listener.waitingFor(other.runId(), other.leaseExpires());
      pause(Duration.between(environment.clock().instant(), other.leaseExpires()));
      start = target.runs().start(request);
    }
    return start;
  }

  /** Looks again before the lease is over, as the other run may end at any time. */
  private static void pause(Duration untilLeaseExpires) throws InterruptedIOException {
    long millis = Math.min(LONGEST_WAIT.toMillis(), Math.max(1, untilLeaseExpires.toMillis()));
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for another run of the job");
    }
  }

  private SourceContext sourceContext(IngestSession session) {
    return new SourceContext(
        settings.memoryBytes() / MOST_SOURCE_SHARE, settings.memoryBytes(), session::notice);
  }

  private SessionContext contextOf(JobRequest request) {
    return new SessionContext(
        target, request.jobId(), settings, environment.store(), listener, environment.clock());
  }

  private InvalidInput alreadyCommitted(LedgerEntry entry) {
    return new InvalidInput(
        "Job "
            + entry.jobId()
            + " was committed to table "
            + target.tableName()
            + " at "
            + entry.committedAt()
            + "; use another job id for other rows");
  }
}
