package sleeper.deployment;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.LocalRunOwner;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunSettings;
import sleeper.core.ingest.RunStart;
import sleeper.core.properties.TableProperties;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.table.TableId;
import sleeper.instance.aws.AwsBackend;
import sleeper.servers.TestClients;
import sleeper.statestore.snapshot.ArrowSnapshots;
import software.amazon.awssdk.core.sync.RequestBody;

/** What lies behind in an instance and can be collected only after hours: made, and collected. */
final class DeadRun {

  private DeadRun() {}

  /** Leaves a run that died hours ago while it uploaded. */
  static void leave(TestStack stack, String table) {
    try (AwsBackend backend = open(stack, Clock.systemUTC())) {
      TableId id = backend.tables().findByName(table).orElseThrow();
      LedgerIngestRuns runs =
          new LedgerIngestRuns(
              new IngestTable(id.id(), id.name(), states(backend, id), backend.ingestCommitStore()),
              RunSettings.DEFAULT,
              environment(Duration.ofHours(-5)));
      String prefix =
          ((RunStart.Started) runs.start(new JobRequest("dead-job", ""))).run().keyPrefix();
      String bucket = stack.names().dataBucket();
      TestClients.s3()
          .putObject(b -> b.bucket(bucket).key(prefix + "a.parquet"), RequestBody.empty());
      TestClients.s3().createMultipartUpload(b -> b.bucket(bucket).key(prefix + "b.parquet"));
    }
  }

  /** Drops a table as if that had been hours ago. */
  static void dropEarlier(TestStack stack, String table) {
    Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-5));
    try (AwsBackend backend = open(stack, earlier)) {
      backend.tables().drop(backend.tables().findByName(table).orElseThrow());
    }
  }

  /** Collects runs and dropped tables as if it were some time later. */
  static void collectLater(TestStack stack, Duration later) {
    try (AwsBackend backend = open(stack, Clock.systemUTC())) {
      CollectedInstance instance =
          new CollectedInstance(
              backend.ingestCommitStore(), backend.droppedTables(), backend.objects());
      new Collector(instance, CollectorSettings.DEFAULT, environment(later)).collect(List.of());
    }
  }

  private static AwsBackend open(TestStack stack, Clock clock) {
    return AwsBackend.open(TestStack.aws(), stack.id(), clock);
  }

  private static RunEnvironment environment(Duration offset) {
    return new RunEnvironment(
        new CommitEnvironment(Clock.offset(Clock.systemUTC(), offset), () -> 0.5, Thread::sleep),
        () -> UUID.randomUUID().toString(),
        new LocalRunOwner());
  }

  private static TransactionLogStates states(AwsBackend backend, TableId table) {
    LoggedTable logged =
        new LoggedTable(
            table.id(),
            table.name(),
            () ->
                TableProperties.of(backend.properties(), backend.tables().properties(table))
                    .schema());
    SnapshotStorage storage =
        new SnapshotStorage(backend.snapshotRecords(), backend.objects(), new ArrowSnapshots());
    return new TransactionLogStates(
        logged,
        backend.transactionLogs(),
        new StoredSnapshots(storage, table.id(), logged.schema()));
  }
}
