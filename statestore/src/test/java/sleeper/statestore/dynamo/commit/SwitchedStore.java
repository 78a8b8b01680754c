package sleeper.statestore.dynamo.commit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.UnreferencedFiles;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.ingest.contract.StoreFixture;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.TableStates;

/** A fixture whose store can be exchanged while runs go on, so that one of them meets faults. */
final class SwitchedStore implements StoreFixture {

  private final DynamoStoreFixture fixture;
  private final IngestCommitStore switched;
  private volatile IngestCommitStore current;

  SwitchedStore(DynamoStoreFixture fixture) {
    this.fixture = fixture;
    current = fixture.store();
    switched =
        (IngestCommitStore)
            Proxy.newProxyInstance(
                SwitchedStore.class.getClassLoader(),
                new Class<?>[] {IngestCommitStore.class},
                (proxy, method, arguments) -> {
                  try {
                    return method.invoke(current, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  /** Requests go to another store from now on. */
  void use(IngestCommitStore other) {
    current = other;
  }

  /** Requests go to a store without faults; one that is under way goes on as it began. */
  void heal() {
    current = fixture.store();
  }

  @Override
  public ManualClock clock() {
    return fixture.clock();
  }

  @Override
  public IngestCommitStore store() {
    return switched;
  }

  @Override
  public void createTable(String tableId, PartitionTree tree) {
    fixture.createTable(tableId, tree);
  }

  @Override
  public TableStates states(String tableId) {
    return fixture.states(tableId);
  }

  @Override
  public void replacePartitions(String tableId, PartitionTree tree) {
    fixture.replacePartitions(tableId, tree);
  }

  @Override
  public void split(String tableId, String leafId) {
    fixture.split(tableId, leafId);
  }

  @Override
  public void clear(String tableId) {
    fixture.clear(tableId);
  }

  @Override
  public boolean exists(String tableId) {
    return fixture.exists(tableId);
  }

  @Override
  public void drop(String tableId) {
    fixture.drop(tableId);
  }

  @Override
  public UnreferencedFiles unreferenced(String tableId) {
    return fixture.unreferenced(tableId);
  }

  @Override
  public DroppedTables dropped() {
    return fixture.dropped();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
