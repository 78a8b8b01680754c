package sleeper.ingest.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.JobFingerprint;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.LocalRunOwner;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunSettings;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.contract.FaultyCommitStore;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.core.job.JobMessageReader;
import sleeper.core.job.JobMessageWriter;
import sleeper.core.job.SourcePolicy;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.QueueSettings;
import sleeper.core.row.Row;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobTracker;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestEnvironment;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestListener;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.runner.IngestTarget;
import sleeper.parquet.write.WriteSettings;

/** An instance with one table, input files, a queue, and tasks that take jobs from it. */
final class TaskWorld implements AutoCloseable {

  static final TableId TABLE = new TableId("0a1b2c3d", "readings");

  private static final QueueSettings QUEUE = new QueueSettings(Duration.ofSeconds(1), 3);

  private static final TableId MAKER = new TableId("ffffffff", "maker");

  static final TaskSettings SETTINGS =
      TaskSettings.DEFAULT
          .withWaits(Duration.ofMillis(50), Duration.ofMillis(150))
          .withVisibility(Duration.ofSeconds(2))
          .withRetryDelays(new RetryDelays(Duration.ofMillis(1), Duration.ofMillis(20)));

  private final TaskAdapters adapters;
  private final Path spill;
  private final LogTables tables;
  final InMemoryObjectStore objects = new InMemoryObjectStore();
  final TestSources sources = new TestSources();
  final FaultyCommitStore commits;
  final WatchedQueue queue;
  final List<JobOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
  final List<JobEnd> ends = Collections.synchronizedList(new ArrayList<>());
  final List<IngestResult> results = Collections.synchronizedList(new ArrayList<>());
  final List<JobProgress> progress = Collections.synchronizedList(new ArrayList<>());
  JobTracker tracker;
  SourcePolicy policy = SourcePolicy.ANY;
  TaskListener listener = new OutcomeListener();

  TaskWorld(TaskAdapters adapters, Path spill) {
    this.adapters = adapters;
    this.spill = spill;
    tables = new LogTables(adapters.logs(), Clock.systemUTC());
    commits = new FaultyCommitStore(adapters.commits());
    queue = new WatchedQueue(adapters.queue(QUEUE));
    tracker = adapters.jobs();
    create(TABLE, TestTrees.twoLeaves());
    create(MAKER, PartitionTrees.fromSplitPoints(TestTrees.SCHEMA, List.of(), () -> "root"));
  }

  private void create(TableId table, PartitionTree tree) {
    adapters.tables().create(table);
    tables.initialise(table.id(), tree);
  }

  /** Makes an input file with so many rows from a first key on. */
  void makeFile(String name, long firstKey, int rows) {
    List<Row> keys =
        LongStream.range(firstKey, firstKey + rows)
            .mapToObj(key -> Row.of(TestTrees.SCHEMA, key))
            .toList();
    try {
      IngestResult made = factory().ingest(MAKER.name(), keys);
      try (ReadableObject file = objects.open(made.files().get(0).filename())) {
        byte[] bytes = new byte[(int) file.length()];
        file.readFully(0, bytes, 0, bytes.length);
        sources.put(name, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a message that asks for files. */
  void send(String jobId, String... paths) {
    queue.send(JobMessageWriter.write(jobId, TABLE.name(), List.of(paths)));
  }

  /** Runs a task until there is nothing to do. */
  IngestTask runTask() {
    return runTask(SETTINGS);
  }

  IngestTask runTask(TaskSettings settings) {
    IngestTask task = task(settings);
    task.run();
    return task;
  }

  /** A task that has not begun. */
  IngestTask task(TaskSettings settings) {
    TaskPorts ports = new TaskPorts(queue, tracker, adapters.tasks(), adapters.progress());
    TaskEnvironment environment =
        new TaskEnvironment(
            new JobMessageReader(adapters.tables(), SourcePolicy.ANY),
            path -> policy.refusal(path),
            factory(),
            Clock.systemUTC(),
            () -> UUID.randomUUID().toString());
    return new IngestTask(ports, environment, settings, listener);
  }

  IngestFactory factory() {
    IngestSettings settings = new IngestSettings(64L << 20, 1L << 30, spill, 2, FullPolicy.REFUSE);
    IngestEnvironment environment =
        new IngestEnvironment(
            name -> target(name),
            objects,
            sources,
            () -> UUID.randomUUID().toString(),
            Clock.systemUTC());
    return new IngestFactory(environment, settings, IngestListener.NONE);
  }

  /** A run of a job that somebody else has begun. */
  IngestRun startElsewhere(String jobId, String... paths) {
    List<SourceFile> files = sources.find(List.of(paths), ".parquet");
    JobRequest request = new JobRequest(jobId, JobFingerprint.of(TABLE.id(), files));
    return ((RunStart.Started) runs(TABLE).start(request)).run();
  }

  /** Commits a job as another process would. */
  void commitElsewhere(String jobId, String path) {
    try {
      factory().ingestFiles(TABLE.name(), jobId, List.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IngestTarget target(String name) {
    TableId table = name.equals(MAKER.name()) ? MAKER : TABLE;
    return new IngestTarget(table.id(), table.name(), runs(table), WriteSettings.defaults());
  }

  private LedgerIngestRuns runs(TableId table) {
    RunSettings settings =
        new RunSettings(
            Duration.ofSeconds(5),
            Duration.ZERO,
            new CommitRetries(10, Duration.ofMillis(1), Duration.ofMillis(5)),
            1);
    return new LedgerIngestRuns(
        new IngestTable(table.id(), table.name(), tables.states(table.id()), commits),
        settings,
        RunEnvironment.system(new LocalRunOwner(), () -> UUID.randomUUID().toString()));
  }

  /** How many rows the table has. */
  long rows() {
    return tables.states(TABLE.id()).latest().references().stream()
        .mapToLong(FileReference::numberOfRows)
        .sum();
  }

  /** The keys of all objects that runs into the table have uploaded. */
  List<String> uploads() {
    return objects.list(TABLE.id() + "/");
  }

  JobStatus job(String jobId) {
    return JobStatus.of(adapters.jobs().ofJob(jobId)).get(0);
  }

  QueueDepth depth() {
    return queue.depth();
  }

  TaskAdapters adapters() {
    return adapters;
  }

  @Override
  public void close() {
    adapters.close();
  }

  private final class OutcomeListener implements TaskListener {

    @Override
    public void runAt(JobProgress at) {
      progress.add(at);
    }

    @Override
    public void jobEnded(JobEnd end) {
      outcomes.add(end.outcome());
      ends.add(end);
    }

    @Override
    public void committed(IngestResult result) {
      results.add(result);
    }
  }
}
