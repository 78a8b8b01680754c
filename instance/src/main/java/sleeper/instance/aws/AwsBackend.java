package sleeper.instance.aws;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.job.AllowedBuckets;
import sleeper.core.job.SourcePolicy;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.core.queue.JobQueue;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableStore;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;
import sleeper.instance.backend.Backend;
import sleeper.statestore.dynamo.DynamoSnapshotRecords;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTableStore;
import sleeper.statestore.dynamo.DynamoTransactionLogs;
import sleeper.statestore.dynamo.Ownership;
import sleeper.statestore.dynamo.commit.DynamoCommits;
import sleeper.statestore.dynamo.commit.QueueSettings;
import sleeper.statestore.dynamo.commit.StateRunFiles;
import sleeper.statestore.dynamo.tracker.DynamoJobProgress;
import sleeper.statestore.dynamo.tracker.DynamoJobTracker;
import sleeper.statestore.dynamo.tracker.DynamoTaskTracker;
import sleeper.statestore.snapshot.ArrowSnapshots;
import sleeper.storage.local.LocalSourceFiles;
import sleeper.storage.s3.RoutedSourceFiles;
import sleeper.storage.s3.S3DocumentStore;
import sleeper.storage.s3.S3ObjectStore;
import sleeper.storage.s3.S3SourceFiles;
import sleeper.storage.s3.S3StoreSettings;

/** An instance on AWS: S3 and DynamoDB, in Sleeper's layout. */
public final class AwsBackend implements Backend {

  private final AwsClients clients;
  private final InstanceProperties properties;
  private final ExecutorService transfers;
  private final ObjectStore objects;
  private final SourceFiles buckets;
  private final DynamoState state;
  private final DynamoTableStore tables;
  private final IngestCommitStore commits;
  private final Clock clock;

  private AwsBackend(AwsClients clients, InstanceProperties properties, Clock clock) {
    this.clients = clients;
    this.properties = properties;
    this.clock = clock;
    transfers = Executors.newCachedThreadPool(AwsBackend::transferThread);
    objects =
        new S3ObjectStore(
            clients.s3(),
            properties.get(AwsProperty.DATA_BUCKET),
            S3StoreSettings.DEFAULT.withFilesystem(properties.get(AwsProperty.FILESYSTEM)),
            transfers);
    buckets = new S3SourceFiles(clients.s3(), transfers, S3SourceFiles.DEFAULT_MOST_FILES);
    state =
        new DynamoState(
            clients.dynamoDb(),
            new DynamoTableNames(properties),
            objects,
            isShared() ? Ownership.SHARED : Ownership.OURS);
    DocumentStore config =
        new S3DocumentStore(clients.s3(), properties.get(AwsProperty.CONFIG_BUCKET));
    tables = new DynamoTableStore(state, config, clock);
    commits = commits();
  }

  /**
   * Opens an instance; the clients are closed with it.
   *
   * @throws sleeper.core.error.InvalidInput if there is none of that id, or it is of a version that
   *     is not known
   */
  public static AwsBackend open(AwsClients clients, String instanceId, Clock clock) {
    return new AwsBackend(clients, new InstanceFinder(clients).find(instanceId), clock);
  }

  /** Opens the instance whose properties are in a bucket, as {@link #open} does. */
  public static AwsBackend openBucket(AwsClients clients, String configBucket, Clock clock) {
    return new AwsBackend(clients, new InstanceFinder(clients).findInBucket(configBucket), clock);
  }

  private IngestCommitStore commits() {
    DynamoCommits store = new DynamoCommits(state, new StateRunFiles(this::latestFiles, objects));
    return isShared() && properties.get(AwsProperty.COMMIT_THROUGH_QUEUE)
        ? store.store(committer())
        : store.store();
  }

  private QueueSettings committer() {
    CommitEnvironment environment =
        new CommitEnvironment(clock, () -> ThreadLocalRandom.current().nextDouble(), Thread::sleep);
    SqsCommitQueue queue =
        new SqsCommitQueue(clients.sqs(), properties.get(AwsProperty.COMMIT_QUEUE_URL));
    return QueueSettings.of(queue, environment);
  }

  /** Rarely asked for: where a log was trimmed before it was known what became of a run. */
  private FilesState latestFiles(String tableId) {
    LoggedTable table =
        new LoggedTable(
            tableId,
            tableId,
            () -> {
              throw new IllegalStateException("Files are read without the schema");
            });
    SnapshotStorage storage = new SnapshotStorage(snapshotRecords(), objects, new ArrowSnapshots());
    StoredSnapshots snapshots = new StoredSnapshots(storage, tableId, table.schema());
    return new TransactionLogStates(table, transactionLogs(), snapshots).files();
  }

  @Override
  public String location() {
    return properties.get(InstanceProperty.ID);
  }

  @Override
  public boolean isShared() {
    return properties.get(AwsProperty.SHARED);
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
    return new DynamoTransactionLogs(state);
  }

  @Override
  public SnapshotRecords snapshotRecords() {
    return new DynamoSnapshotRecords(state);
  }

  @Override
  public IngestCommitStore ingestCommitStore() {
    return commits;
  }

  @Override
  public DroppedTables droppedTables() {
    return tables.droppedTables();
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  /** Paths without a scheme are files of this machine here, as on a command line. */
  @Override
  public SourceFiles sourceFiles() {
    return new RoutedSourceFiles(buckets, new LocalSourceFiles());
  }

  /** Paths without a scheme begin with a bucket here. */
  @Override
  public SourceFiles messageSourceFiles() {
    return buckets;
  }

  @Override
  public SourcePolicy messagePolicy() {
    List<String> named = properties.get(InstanceProperty.INGEST_SOURCE_BUCKETS);
    if (named.isEmpty()) {
      return SourcePolicy.ANY;
    }
    Set<String> allowed = new HashSet<>(named);
    allowed.add(properties.get(AwsProperty.DATA_BUCKET));
    return new AllowedBuckets(allowed);
  }

  @Override
  public Optional<JobQueue> jobQueue() {
    return Optional.empty();
  }

  @Override
  public JobTracker jobTracker() {
    return new DynamoJobTracker(
        clients.dynamoDb(), state.names(), seconds(InstanceProperty.INGEST_JOB_STATUS_TTL_SECONDS));
  }

  @Override
  public TaskTracker taskTracker() {
    return new DynamoTaskTracker(
        clients.dynamoDb(),
        state.names(),
        seconds(InstanceProperty.INGEST_TASK_STATUS_TTL_SECONDS));
  }

  @Override
  public JobProgressStore jobProgress() {
    return new DynamoJobProgress(
        clients.dynamoDb(),
        state.names(),
        clock,
        seconds(InstanceProperty.INGEST_JOB_STATUS_TTL_SECONDS));
  }

  private Duration seconds(Property<Integer> property) {
    return Duration.ofSeconds(properties.get(property));
  }

  @Override
  public Path spillFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"), "sleeper-ingest");
  }

  @Override
  public void close() {
    transfers.shutdownNow();
    clients.close();
  }

  private static Thread transferThread(Runnable work) {
    Thread thread = new Thread(work, "s3-transfer");
    thread.setDaemon(true);
    return thread;
  }
}
