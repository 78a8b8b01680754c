package sleeper.instance.faults;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.CollectedTable;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.LocalRunOwner;
import sleeper.core.ingest.LogUnreferencedFiles;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunSettings;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.TableProperties;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TableSnapshots;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.snapshot.SnapshotPolicy;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableId;
import sleeper.core.testing.steps.Steps;
import sleeper.core.testing.steps.WatchedPort;
import sleeper.ingest.runner.IngestEnvironment;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestListener;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.runner.IngestTarget;
import sleeper.parquet.write.WriteSettings;
import sleeper.statestore.snapshot.ArrowSnapshots;
import sleeper.statestore.sqlite.SqliteInstanceDatabase;
import sleeper.storage.local.LocalObjectStore;
import sleeper.storage.local.LocalSourceFiles;

/**
 * An instance in a folder, wired as always but with every port watched, and leases of any length.
 */
final class WatchedInstance implements AutoCloseable {

  private static final CommitRetries RETRIES =
      new CommitRetries(100, Duration.ofMillis(2), Duration.ofMillis(50));

  private final Path folder;
  private final RunSettings runSettings;
  private final SqliteInstanceDatabase database;
  private final ObjectStore objects;
  private final IngestCommitStore store;
  private final SnapshotRecords records;
  private final SourceFiles sources;
  private final RunEnvironment environment =
      RunEnvironment.system(new LocalRunOwner(), () -> UUID.randomUUID().toString());

  WatchedInstance(Path folder, Steps steps, Duration lease) {
    this.folder = folder;
    runSettings = RunSettings.DEFAULT.withLease(lease, Duration.ZERO).withRetries(RETRIES);
    database = SqliteInstanceDatabase.open(folder.resolve("instance.db"));
    objects =
        WatchedPort.of(
            ObjectStore.class, new LocalObjectStore(folder.resolve("data")), "objects", steps);
    store = WatchedPort.of(IngestCommitStore.class, database.ingestCommitStore(), "store", steps);
    records = WatchedPort.of(SnapshotRecords.class, database.snapshotRecords(), "records", steps);
    sources = WatchedPort.of(SourceFiles.class, new LocalSourceFiles(), "sources", steps);
    steps.at("before store.commit", 1, () -> watchSqlCommit(steps));
  }

  /** Ingests with the smallest memory budget there is. */
  IngestFactory factory() {
    IngestSettings settings =
        IngestSettings.defaults(folder.resolve("tmp"))
            .withMemoryBytes(IngestSettings.MIN_MEMORY_BYTES)
            .withThreads(2);
    IngestEnvironment ingest =
        new IngestEnvironment(
            this::target, objects, sources, () -> UUID.randomUUID().toString(), Clock.systemUTC());
    return new IngestFactory(ingest, settings, IngestListener.NONE);
  }

  /** Writes a snapshot of a table's logs as they are now. */
  void snapshot(String name) throws IOException {
    TableId id = database.tables(Clock.systemUTC()).findByName(name).orElseThrow();
    SnapshotStorage storage = new SnapshotStorage(records, objects, new ArrowSnapshots());
    new TableSnapshots(states(id), storage, new SnapshotPolicy(1), Clock.systemUTC()).write();
  }

  CollectReport collect() {
    CollectedInstance collected = new CollectedInstance(store, database.droppedTables(), objects);
    CollectorSettings settings = new CollectorSettings(runSettings, Duration.ZERO, Duration.ZERO);
    List<CollectedTable> tables =
        database.tables(Clock.systemUTC()).list().stream().map(this::collected).toList();
    return new Collector(collected, settings, environment).collect(tables);
  }

  @Override
  public void close() {
    database.close();
  }

  private IngestTarget target(String name) {
    TableId id = database.tables(Clock.systemUTC()).findByName(name).orElseThrow();
    LedgerIngestRuns runs =
        new LedgerIngestRuns(
            new IngestTable(id.id(), name, states(id), store), runSettings, environment);
    return new IngestTarget(id.id(), name, runs, WriteSettings.of(properties(id)));
  }

  private CollectedTable collected(TableId id) {
    TransactionLogStates states = states(id);
    TransactionCommitter committer =
        new TransactionCommitter(states, RETRIES, environment.commits());
    return new CollectedTable(
        id.name(), new LogUnreferencedFiles(states, committer), Duration.ZERO);
  }

  private TransactionLogStates states(TableId id) {
    return new TransactionLogStates(
        new LoggedTable(id.id(), id.name(), () -> properties(id).schema()),
        database.transactionLogs(),
        SnapshotLoader.NONE);
  }

  private TableProperties properties(TableId id) {
    return TableProperties.of(
        InstanceProperties.of(database.instanceProperties()),
        database.tables(Clock.systemUTC()).properties(id));
  }

  /** Makes a step of SQLite's own commit, when everything is written but nothing is valid yet. */
  private void watchSqlCommit(Steps steps) {
    try {
      Field connections = SqliteInstanceDatabase.class.getDeclaredField("connections");
      connections.setAccessible(true);
      Object pool = connections.get(database);
      Field idle = pool.getClass().getDeclaredField("idle");
      idle.setAccessible(true);
      for (Object connection : (Collection<?>) idle.get(pool)) {
        ((Connection) connection)
            .unwrap(SQLiteConnection.class)
            .addCommitListener(new PassingCommit(steps));
      }
    } catch (ReflectiveOperationException | SQLException e) {
      throw new AssertionError(e);
    }
  }

  private record PassingCommit(Steps steps) implements SQLiteCommitListener {
    @Override
    public void onCommit() {
      try {
        steps.pass("inside store.commit");
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onRollback() {}
  }
}
