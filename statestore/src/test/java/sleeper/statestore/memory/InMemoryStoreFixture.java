package sleeper.statestore.memory;

import java.util.HashSet;
import java.util.Set;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.UnreferencedFiles;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.ingest.contract.StoreFixture;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.TableStates;

final class InMemoryStoreFixture implements StoreFixture {

  private final ManualClock clock = new ManualClock();
  private final InMemoryTransactionLogs logs = new InMemoryTransactionLogs();
  private final InMemoryIngestCommitStore store = new InMemoryIngestCommitStore(logs);
  private final InMemoryDroppedTables dropped = new InMemoryDroppedTables();
  private final LogTables tables = new LogTables(logs, clock);
  private final Set<String> existing = new HashSet<>();

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public IngestCommitStore store() {
    return store;
  }

  @Override
  public void createTable(String tableId, PartitionTree tree) {
    tables.initialise(tableId, tree);
    existing.add(tableId);
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
    return existing.contains(tableId);
  }

  @Override
  public void drop(String tableId) {
    logs.drop(tableId);
    dropped.add(tableId, clock.instant());
    existing.remove(tableId);
  }

  @Override
  public UnreferencedFiles unreferenced(String tableId) {
    return tables.unreferenced(tableId);
  }

  @Override
  public DroppedTables dropped() {
    return dropped;
  }

  @Override
  public void close() {
    // Memory only.
  }
}
