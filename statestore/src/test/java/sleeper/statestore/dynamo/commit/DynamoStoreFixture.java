package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.UnreferencedFiles;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.ingest.contract.StoreFixture;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.TableStates;
import sleeper.core.storage.DocumentStore;
import sleeper.core.table.TableId;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.DynamoTableStore;
import sleeper.statestore.dynamo.DynamoTransactionLogs;
import sleeper.statestore.dynamo.Ownership;
import sleeper.statestore.dynamo.TableChecks;

/** An instance on DynamoDB Local, ours or shared. */
final class DynamoStoreFixture implements StoreFixture {

  private final ManualClock clock = new ManualClock();
  private final DynamoTestInstance instance;
  private final LogTables tables;
  private final DynamoTableStore dropping;

  private DynamoStoreFixture(Ownership ownership) {
    instance = new DynamoTestInstance(ownership);
    tables = new LogTables(new DynamoTransactionLogs(instance.state()), clock);
    dropping = new DynamoTableStore(instance.stateAsOurs(), new NoDocuments(), clock);
  }

  static DynamoStoreFixture ours() {
    return new DynamoStoreFixture(Ownership.OURS);
  }

  static DynamoStoreFixture shared() {
    return new DynamoStoreFixture(Ownership.SHARED);
  }

  DynamoTestInstance instance() {
    return instance;
  }

  /** A store of other settings on the same instance. */
  IngestCommitStore store(DynamoState state) {
    return new DynamoCommits(state, runFiles()).store();
  }

  RunFiles runFiles() {
    return new StateRunFiles(id -> tables.states(id).files(), instance.data());
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public IngestCommitStore store() {
    return store(instance.state());
  }

  @Override
  public void createTable(String tableId, PartitionTree tree) {
    instance.index(tableId);
    tables.initialise(tableId, tree);
  }

  @Override
  public TableStates states(String tableId) {
    return tables.states(tableId);
  }

  @Override
  public void replacePartitions(String tableId, PartitionTree tree) {
    tables.initialise(tableId, tree);
  }

  @Override
  public void split(String tableId, String leafId) {
    tables.split(tableId, leafId);
  }

  @Override
  public void clear(String tableId) {
    tables.clear(tableId);
  }

  @Override
  public boolean exists(String tableId) {
    return TableChecks.isThere(instance.state(), tableId);
  }

  @Override
  public void drop(String tableId) {
    dropping.drop(new TableId(tableId, "table-name"));
  }

  @Override
  public UnreferencedFiles unreferenced(String tableId) {
    return tables.unreferenced(tableId);
  }

  @Override
  public DroppedTables dropped() {
    return dropping.droppedTables();
  }

  @Override
  public void close() {
    instance.close();
  }

  /** Nothing is kept there by what is tested here. */
  private static final class NoDocuments implements DocumentStore {

    @Override
    public Optional<Document> read(String key) {
      return Optional.empty();
    }

    @Override
    public boolean create(String key, String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean replace(String key, String text, String version) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) {
      // It was not there.
    }
  }
}
