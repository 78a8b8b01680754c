package sleeper.core.ingest.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.CollectedTable;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.IngestRuns;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.JobRecords;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunOwner;
import sleeper.core.ingest.RunSettings;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.CommitRetries;

/** One table, with runs and a collector at work on it, a clock that stands still, and faults. */
public final class RunsWorld {

  /** The table. */
  public static final String TABLE = "0a1b2c3d";

  /** How long files without references stay. */
  public static final Duration GC_DELAY = Duration.ofMinutes(15);

  private static final long ROWS_PER_FILE = 5;

  private final StoreFixture fixture;
  private final FaultyCommitStore faults;
  private final ManualClock clock;
  private final FakeObjectStore objects = new FakeObjectStore();
  private RunSettings settings = RunSettings.DEFAULT;
  private final AtomicInteger ids = new AtomicInteger();
  private final Set<String> deadOwners = new HashSet<>();
  private String owner = "process-1";

  public RunsWorld(StoreFixture fixture) {
    this.fixture = fixture;
    this.clock = fixture.clock();
    this.faults = new FaultyCommitStore(fixture.store());
    fixture.createTable(TABLE, TestTrees.twoLeaves());
  }

  /** The store and the table without faults. */
  public StoreFixture fixture() {
    return fixture;
  }

  /** What happens to requests of runs and collectors. */
  public FaultyCommitStore faults() {
    return faults;
  }

  /** The time. */
  public ManualClock clock() {
    return clock;
  }

  /** Where files lie. */
  public FakeObjectStore objects() {
    return objects;
  }

  /** How runs behave. */
  public RunSettings settings() {
    return settings;
  }

  /** Runs that start from now on try this often. */
  public void retry(CommitRetries retries) {
    settings = settings.withRetries(retries);
  }

  /** As many faults of a kind as repeats are made of one request. */
  public Fault[] losses(Fault fault) {
    Fault[] losses = new Fault[settings.maxRepeats()];
    Arrays.fill(losses, fault);
    return losses;
  }

  /** The runs of the table. */
  public IngestRuns runs() {
    return new LedgerIngestRuns(
        new IngestTable(TABLE, "table-name", fixture.states(TABLE), faults),
        settings,
        environment());
  }

  /** A run of a job that must be able to start. */
  public IngestRun started(JobRequest job) {
    return ((RunStart.Started) runs().start(job)).run();
  }

  /** Uploads two files and commits them. */
  public CommitOutcome commit(IngestRun run) {
    return run.commit(upload(run), new RunTotals(ROWS_PER_FILE * 2, ROWS_PER_FILE * 2, 0, 0, 2, 2));
  }

  /** Uploads a file for each of two leaves. */
  public List<FileReference> upload(IngestRun run) {
    List<FileReference> references = new ArrayList<>();
    for (String leaf : List.of("left", "right")) {
      objects.put(run.keyPrefix() + leaf + "-0.sketches");
      String filename = objects.put(run.keyPrefix() + leaf + "-0.parquet");
      references.add(FileReference.wholeFile(filename, leaf, ROWS_PER_FILE));
    }
    return references;
  }

  /** Commits a job at the next number, past all faults. */
  public void commitDirectly(String jobId) {
    long version = fixture.states(TABLE).latest().version();
    RunToken token = new RunToken(TABLE, "run-of-" + jobId, WriteIntent.FIRST_EPOCH);
    JobRequest job = new JobRequest(jobId, "");
    fixture
        .store()
        .create(
            new WriteIntent(
                token,
                0,
                job,
                TABLE + "/data/run_" + token.runId() + "/",
                owner,
                clock.instant(),
                clock.instant(),
                WriteIntent.Phase.OPEN,
                null));
    LedgerEntry entry =
        new LedgerEntry(
            jobId,
            "",
            token.runId(),
            version + 1,
            clock.instant(),
            new RunTotals(1, 1, 0, 0, 1, 1));
    FileReference file = FileReference.wholeFile(token.runId() + ".parquet", "left", 1);
    fixture
        .store()
        .commit(new CommitRequest(token, 0, version, 1, List.of(file), entry, clock.instant()));
  }

  /** A number that was not given before. */
  public int nextNumber() {
    return ids.incrementAndGet();
  }

  /** Somebody else fences a run, whether or not its lease is over. */
  public void fenceByHand(IngestRun run) {
    fixture
        .store()
        .fence(new RunToken(TABLE, run.runId(), WriteIntent.FIRST_EPOCH), clock.instant());
  }

  /** Lets so much time pass that every run that is not heard of is taken for dead. */
  public void outliveLease() {
    clock.advance(settings.lease().plus(settings.clockSkew()).plusMillis(1));
  }

  /** This process dies, and everybody can see that; another one goes on. */
  public void dieAndRestart() {
    deadOwners.add(owner);
    owner = "process-" + (deadOwners.size() + 1);
  }

  /** Collects once. */
  public CollectReport collect() {
    CollectedInstance instance = new CollectedInstance(faults, fixture.dropped(), objects);
    List<CollectedTable> tables =
        fixture.exists(TABLE)
            ? List.of(new CollectedTable("table-name", fixture.unreferenced(TABLE), GC_DELAY))
            : List.of();
    return new Collector(instance, CollectorSettings.DEFAULT, environment()).collect(tables);
  }

  /** The newest jobs of the table in its present life. */
  public List<JobRecord> jobs(int limit) {
    long life = fixture.states(TABLE).latest().life();
    return new JobRecords(fixture.store(), settings, environment()).list(TABLE, life, limit);
  }

  /** A job of the table in its present life. */
  public Optional<JobRecord> job(String jobId) {
    long life = fixture.states(TABLE).latest().life();
    return new JobRecords(fixture.store(), settings, environment()).find(TABLE, life, jobId);
  }

  /** The names of all files that the table refers to. */
  public List<String> filesInTable() {
    return fixture.states(TABLE).latest().references().stream()
        .map(FileReference::filename)
        .map(name -> name.replaceAll("/(left|right)-0\\.parquet$", ""))
        .distinct()
        .toList();
  }

  private RunEnvironment environment() {
    String self = owner;
    RunOwner owners =
        new RunOwner() {
          @Override
          public String self() {
            return self;
          }

          @Override
          public boolean isDead(String other) {
            return deadOwners.contains(other);
          }
        };
    return new RunEnvironment(
        new CommitEnvironment(clock, () -> 0.5, clock), () -> "run-" + nextNumber(), owners);
  }
}
