package sleeper.aws.chaos;

import java.nio.file.Path;
import java.util.Optional;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.job.SourcePolicy;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.queue.JobQueue;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableStore;
import sleeper.core.testing.steps.Steps;
import sleeper.core.testing.steps.WatchedPort;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;
import sleeper.instance.backend.Backend;

/** The adapters of an instance, with every port that a job changes something through watched. */
final class WatchedBackend implements Backend {

  private final Backend backend;
  private final Path spillFolder;
  private final IngestCommitStore store;
  private final ObjectStore objects;
  private final SnapshotRecords records;
  private final SourceFiles sources;
  private final JobTracker tracker;

  WatchedBackend(Backend backend, Path spillFolder, Steps steps) {
    this.backend = backend;
    this.spillFolder = spillFolder;
    store = WatchedPort.of(IngestCommitStore.class, backend.ingestCommitStore(), "store", steps);
    objects = WatchedPort.of(ObjectStore.class, backend.objects(), "objects", steps);
    records = WatchedPort.of(SnapshotRecords.class, backend.snapshotRecords(), "records", steps);
    sources = WatchedPort.of(SourceFiles.class, backend.messageSourceFiles(), "sources", steps);
    tracker = WatchedPort.of(JobTracker.class, backend.jobTracker(), "tracker", steps);
  }

  @Override
  public String location() {
    return backend.location();
  }

  @Override
  public boolean isShared() {
    return backend.isShared();
  }

  @Override
  public InstanceProperties properties() {
    return backend.properties();
  }

  @Override
  public TableStore tables() {
    return backend.tables();
  }

  @Override
  public TransactionLogs transactionLogs() {
    return backend.transactionLogs();
  }

  @Override
  public SnapshotRecords snapshotRecords() {
    return records;
  }

  @Override
  public IngestCommitStore ingestCommitStore() {
    return store;
  }

  @Override
  public DroppedTables droppedTables() {
    return backend.droppedTables();
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  @Override
  public SourceFiles sourceFiles() {
    return sources;
  }

  @Override
  public SourceFiles messageSourceFiles() {
    return sources;
  }

  @Override
  public SourcePolicy messagePolicy() {
    return backend.messagePolicy();
  }

  @Override
  public Optional<JobQueue> jobQueue() {
    return backend.jobQueue();
  }

  @Override
  public JobTracker jobTracker() {
    return tracker;
  }

  @Override
  public TaskTracker taskTracker() {
    return backend.taskTracker();
  }

  @Override
  public JobProgressStore jobProgress() {
    return backend.jobProgress();
  }

  @Override
  public Path spillFolder() {
    return spillFolder;
  }

  @Override
  public void close() {
    backend.close();
  }
}
