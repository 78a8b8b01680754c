package sleeper.instance.folder;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.job.SourcePolicy;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableStore;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;
import sleeper.instance.backend.Backend;
import sleeper.statestore.sqlite.SqliteInstanceDatabase;
import sleeper.storage.local.AllowedFolders;
import sleeper.storage.local.LocalObjectStore;
import sleeper.storage.local.LocalSourceFiles;

/** An instance in a folder of this machine: SQLite and files. */
public final class FolderBackend implements Backend {

  private final InstanceFolder folder;
  private final SqliteInstanceDatabase database;
  private final InstanceProperties properties;
  private final ObjectStore objects;
  private final TableStore tables;
  private final Clock clock;

  private FolderBackend(InstanceFolder folder, SqliteInstanceDatabase database, Clock clock) {
    this.folder = folder;
    this.database = database;
    properties = InstanceProperties.of(database.instanceProperties());
    objects = new LocalObjectStore(folder.data());
    tables = database.tables(clock);
    this.clock = clock;
  }

  /**
   * Makes an instance in a folder and opens it.
   *
   * @throws sleeper.core.error.InvalidInput if there is one already, or something is in the way
   */
  public static FolderBackend create(Path path, InstanceProperties properties, Clock clock) {
    InstanceFolder folder = new InstanceFolder(path);
    folder.make();
    return opened(
        folder, SqliteInstanceDatabase.create(folder.database(), properties.asMap()), clock);
  }

  /**
   * Opens the instance in a folder.
   *
   * @throws sleeper.core.error.InvalidInput if there is none
   */
  public static FolderBackend open(Path path, Clock clock) {
    InstanceFolder folder = new InstanceFolder(path);
    folder.requireInstance();
    return opened(folder, SqliteInstanceDatabase.open(folder.database()), clock);
  }

  private static FolderBackend opened(
      InstanceFolder folder, SqliteInstanceDatabase database, Clock clock) {
    try {
      return new FolderBackend(folder, database, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public String location() {
    return folder.root().toString();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public InstanceProperties properties() {
    return properties;
  }

  @Override
  public TableStore tables() {
    return tables;
  }

  @Override
  public TransactionLogs transactionLogs() {
    return database.transactionLogs();
  }

  @Override
  public SnapshotRecords snapshotRecords() {
    return database.snapshotRecords();
  }

  @Override
  public IngestCommitStore ingestCommitStore() {
    return database.ingestCommitStore();
  }

  @Override
  public DroppedTables droppedTables() {
    return database.droppedTables();
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  @Override
  public SourceFiles sourceFiles() {
    return new LocalSourceFiles();
  }

  @Override
  public SourceFiles messageSourceFiles() {
    return sourceFiles();
  }

  @Override
  public SourcePolicy messagePolicy() {
    List<String> folders = properties.get(InstanceProperty.INGEST_SOURCE_FOLDERS);
    return folders.isEmpty() ? SourcePolicy.ANY : new AllowedFolders(folders);
  }

  @Override
  public Optional<JobQueue> jobQueue() {
    QueueSettings settings =
        new QueueSettings(
            seconds(InstanceProperty.INGEST_QUEUE_VISIBILITY_SECONDS),
            properties.get(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES));
    QueueEnvironment environment =
        new QueueEnvironment(clock, () -> UUID.randomUUID().toString(), Thread::sleep);
    return Optional.of(database.jobQueue(settings, environment));
  }

  @Override
  public JobTracker jobTracker() {
    return database.jobTracker(clock, seconds(InstanceProperty.INGEST_JOB_STATUS_TTL_SECONDS));
  }

  @Override
  public TaskTracker taskTracker() {
    return database.taskTracker(clock, seconds(InstanceProperty.INGEST_TASK_STATUS_TTL_SECONDS));
  }

  @Override
  public JobProgressStore jobProgress() {
    return database.jobProgress(clock, seconds(InstanceProperty.INGEST_JOB_STATUS_TTL_SECONDS));
  }

  private Duration seconds(Property<Integer> property) {
    return Duration.ofSeconds(properties.get(property));
  }

  @Override
  public Path spillFolder() {
    return folder.spill();
  }

  @Override
  public void close() {
    database.close();
  }
}
