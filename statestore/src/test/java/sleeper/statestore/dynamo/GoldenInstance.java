package sleeper.statestore.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.core.statestore.golden.GoldenTable;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.storage.contract.InMemoryDocumentStore;
import sleeper.core.testing.SharedData;
import sleeper.servers.DumpedInstance;
import sleeper.servers.TestClients;
import sleeper.statestore.snapshot.ArrowSnapshots;

/** An instance that Sleeper wrote, at one of the stages of its life, shared with Sleeper. */
final class GoldenInstance implements AutoCloseable {

  private static final String DATA_BUCKET = "sleeper-golden-table-data-123456789012";
  private static final String CONFIG_BUCKET = "sleeper-golden-config-123456789012";

  private final DumpedInstance tables;
  private final InMemoryDocumentStore config = new InMemoryDocumentStore();
  private final DynamoState state;

  /**
   * Loads it.
   *
   * @param stage the folder of the stage's tables; the objects are those of the last, which has all
   */
  GoldenInstance(String stage) throws IOException {
    tables = DumpedInstance.loadTables(SharedData.formats("golden").resolve(stage));
    for (Path file : files(CONFIG_BUCKET)) {
      config.create(key(CONFIG_BUCKET, file), Files.readString(file));
    }
    InstanceProperties properties =
        InstanceProperties.parse(config.read("instance.properties").orElseThrow().text());
    InMemoryObjectStore data =
        new InMemoryObjectStore(
            properties.get(AwsProperty.FILESYSTEM) + properties.get(AwsProperty.DATA_BUCKET) + "/");
    for (Path file : files(DATA_BUCKET)) {
      data.overwrite(key(DATA_BUCKET, file), Files.readAllBytes(file));
    }
    state =
        new DynamoState(
            TestClients.dynamoDb(), new DynamoTableNames(properties), data, Ownership.SHARED);
  }

  DynamoState state() {
    return state;
  }

  DynamoTableStore tables() {
    return new DynamoTableStore(state, config, Clock.systemUTC());
  }

  /** The states of a table, read from its logs alone. */
  TransactionLogStates states(GoldenTable table) {
    return states(table, SnapshotLoader.NONE);
  }

  /** The snapshots of a table. */
  StoredSnapshots snapshots(GoldenTable table) {
    SnapshotStorage storage =
        new SnapshotStorage(new DynamoSnapshotRecords(state), state.data(), new ArrowSnapshots());
    return new StoredSnapshots(storage, table.id(), table::schema);
  }

  /** The states of a table, read from its snapshots and the logs behind them. */
  TransactionLogStates statesFromSnapshots(GoldenTable table) {
    return states(table, snapshots(table));
  }

  private TransactionLogStates states(GoldenTable table, SnapshotLoader snapshots) {
    return new TransactionLogStates(
        new LoggedTable(table.id(), table.name(), table::schema),
        new DynamoTransactionLogs(state),
        snapshots);
  }

  @Override
  public void close() {
    tables.close();
  }

  private static List<Path> files(String bucket) {
    try (Stream<Path> files = Files.walk(folder(bucket))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(String bucket, Path file) {
    return folder(bucket).relativize(file).toString();
  }

  private static Path folder(String bucket) {
    return SharedData.formats("golden/5-final/s3").resolve(bucket);
  }
}
