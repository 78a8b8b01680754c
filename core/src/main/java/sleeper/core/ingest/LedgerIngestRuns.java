package sleeper.core.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.statestore.TableState;

/**
 * Makes the jobs of one table happen once: the job ledger says what was committed, write intents
 * who is at it.
 *
 * <p>The protocol is in {@code docs/design/exactly-once.md}. Thread-safe; holds no state of its own
 * but that of the table.
 */
public final class LedgerIngestRuns implements IngestRuns {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerIngestRuns.class);

  /** Each further try means that somebody else has started or ended a run of the job meanwhile. */
  private static final int MAX_TRIES = 100;

  private final IngestTable table;
  private final RunSettings settings;
  private final RunEnvironment environment;
  private final Backoff backoff;

  public LedgerIngestRuns(IngestTable table, RunSettings settings, RunEnvironment environment) {
    this.table = table;
    this.settings = settings;
    this.environment = environment;
    this.backoff = new Backoff(settings, environment);
  }

  @Override
  public RunStart start(JobRequest job) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      TableState state = backoff.repeating(table.states()::latest);
      WriteIntent intent = newIntent(job, state.life());
      IntentCreation created = backoff.repeating(() -> table.store().create(intent));
      if (created instanceof IntentCreation.Created) {
        return new RunStart.Started(
            new LedgerIngestRun(table, intent, state, new RunContext(settings, environment)));
      } else if (created instanceof IntentCreation.JobCommitted committed) {
        checkSameJob(job, committed.entry().fingerprint());
        return new RunStart.AlreadyCommitted(committed.entry());
      } else if (created instanceof IntentCreation.JobOpen open) {
        checkSameJob(job, open.other().job().fingerprint());
        if (!tookOver(open.other())) {
          return new RunStart.RunningElsewhere(open.other().runId(), open.other().leaseExpires());
        }
      } else {
        throw new InvalidInput("Table %s does not exist any more".formatted(table.name()));
      }
    }
    throw new IllegalStateException(
        "Runs of job %s in table %s start and end faster than one can be started"
            .formatted(job.jobId(), table.name()));
  }

  /** A commit moves a job from intents to ledger, so the intents are read first. */
  @Override
  public Optional<RunStart> find(String jobId) {
    long life = backoff.repeating(table.states()::latest).life();
    List<WriteIntent> intents = backoff.repeating(() -> table.store().intents(table.id()));
    Optional<LedgerEntry> committed =
        backoff.repeating(() -> table.store().committedJob(table.id(), life, jobId));
    if (committed.isPresent()) {
      return committed.map(RunStart.AlreadyCommitted::new);
    }
    return intents.stream()
        .filter(intent -> intent.job().jobId().equals(jobId) && isAlive(intent, life))
        .findFirst()
        .map(intent -> new RunStart.RunningElsewhere(intent.runId(), intent.leaseExpires()));
  }

  private boolean isAlive(WriteIntent intent, long life) {
    return intent.phase() == WriteIntent.Phase.OPEN
        && intent.tableLife() == life
        && !new Leases(settings, environment.owner()).isOver(intent, environment.now());
  }

  private WriteIntent newIntent(JobRequest job, long life) {
    String runId = environment.ids().get();
    Instant now = environment.now();
    return new WriteIntent(
        new RunToken(table.id(), runId, WriteIntent.FIRST_EPOCH),
        life,
        job,
        table.id() + "/data/run_" + runId + "/",
        environment.owner().self(),
        now,
        now.plus(settings.lease()),
        WriteIntent.Phase.OPEN,
        null);
  }

  private void checkSameJob(JobRequest job, String fingerprint) {
    if (!job.fingerprint().equals(fingerprint)) {
      throw new InvalidInput(
          "Job id %s was used in table %s for other input; give this job an id of its own"
              .formatted(job.jobId(), table.name()));
    }
  }

  /** Whether there is room for a run of ours: the other is dead, and nobody fenced it but us. */
  private boolean tookOver(WriteIntent other) {
    Instant now = environment.now();
    if (!new Leases(settings, environment.owner()).isOver(other, now)) {
      return false;
    }
    backoff.repeating(() -> table.store().fence(other.token(), now));
    LOG.info(
        "Took over job {} of table {} from run {}, last heard of before {}",
        other.job().jobId(),
        table.name(),
        other.runId(),
        other.leaseExpires());
    return true;
  }
}
