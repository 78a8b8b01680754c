package sleeper.aws.chaos;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.CollectedTable;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.LocalRunOwner;
import sleeper.core.ingest.LogUnreferencedFiles;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunSettings;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.TableProperties;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TableSnapshots;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotPolicy;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.table.TableId;
import sleeper.instance.backend.Backend;
import sleeper.statestore.snapshot.ArrowSnapshots;

/** The collector of an instance as it is always wired, but with no patience. */
final class EagerCollector {

  private static final int SNAPSHOTS_KEPT = 1;

  private final Backend backend;
  private final Duration longestRequest;
  private final RunEnvironment environment =
      RunEnvironment.system(new LocalRunOwner(), () -> UUID.randomUUID().toString());

  /**
   * A collector.
   *
   * @param longestRequest how long requests of dead runs may still be under way
   */
  EagerCollector(Backend backend, Duration longestRequest) {
    this.backend = backend;
    this.longestRequest = longestRequest;
  }

  CollectReport collect() {
    Duration lease =
        Duration.ofSeconds(backend.properties().get(InstanceProperty.INGEST_LEASE_SECONDS));
    CollectorSettings settings =
        new CollectorSettings(
            RunSettings.DEFAULT.withLease(lease, Duration.ZERO), longestRequest, Duration.ZERO);
    CollectedInstance collected =
        new CollectedInstance(
            backend.ingestCommitStore(), backend.droppedTables(), backend.objects());
    List<TableId> tables = backend.tables().list();
    CollectReport report =
        new Collector(collected, settings, environment)
            .collect(tables.stream().map(this::collected).toList());
    if (!backend.isShared()) {
      tables.forEach(this::tidySnapshots);
    }
    return report;
  }

  private CollectedTable collected(TableId table) {
    TransactionLogStates states = states(table);
    TransactionCommitter committer =
        new TransactionCommitter(states, CommitRetries.DEFAULT, environment.commits());
    return new CollectedTable(
        table.name(), new LogUnreferencedFiles(states, committer), Duration.ZERO);
  }

  private void tidySnapshots(TableId table) {
    TableSnapshots snapshots =
        new TableSnapshots(states(table), snapshots(), new SnapshotPolicy(1), Clock.systemUTC());
    snapshots.writeIfDue();
    snapshots.deleteOld(SNAPSHOTS_KEPT);
  }

  private TransactionLogStates states(TableId table) {
    LoggedTable logged =
        new LoggedTable(table.id(), table.name(), () -> properties(table).schema());
    StoredSnapshots stored = new StoredSnapshots(snapshots(), table.id(), logged.schema());
    return new TransactionLogStates(logged, backend.transactionLogs(), stored);
  }

  private SnapshotStorage snapshots() {
    return new SnapshotStorage(backend.snapshotRecords(), backend.objects(), new ArrowSnapshots());
  }

  private TableProperties properties(TableId table) {
    InstanceProperties instance = backend.properties();
    return TableProperties.of(instance, backend.tables().properties(table));
  }
}
