package sleeper.statestore.dynamo;

import java.time.Clock;
import java.util.stream.Collectors;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.core.storage.contract.InMemoryDocumentStore;
import sleeper.core.table.TableId;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The DynamoDB tables of an instance, with a data and a config bucket in memory. */
final class DynamoInstance implements AutoCloseable {

  private static final ReusedTables TABLES =
      new ReusedTables(
          "Test.",
          names ->
              DynamoTableDefinitions.all(names).stream()
                  .map(DynamoTableDefinitions.Definition::name)
                  .collect(Collectors.toSet()));

  private final InMemoryObjectStore data = new InMemoryObjectStore();
  private final InMemoryDocumentStore config = new InMemoryDocumentStore();
  private final DynamoTableNames names = TABLES.take();
  private final Ownership ownership;

  DynamoInstance(Ownership ownership) {
    this.ownership = ownership;
  }

  InMemoryObjectStore data() {
    return data;
  }

  InMemoryDocumentStore config() {
    return config;
  }

  DynamoTableNames names() {
    return names;
  }

  DynamoState state() {
    return state(ownership);
  }

  DynamoState state(DynamoDbClient client) {
    return new DynamoState(client, names, data, ownership);
  }

  DynamoState state(Ownership other) {
    return new DynamoState(TestClients.dynamoDb(), names, data, other);
  }

  DynamoTableStore tables() {
    return new DynamoTableStore(state(), config, Clock.systemUTC());
  }

  void createTable(String tableId) {
    tables().create(new TableId(tableId, "table-" + tableId));
  }

  /**
   * Drops a table as we do, also on a shared instance, where Sleeper's tools would; and collects.
   */
  void dropTable(String tableId) {
    DynamoTableStore ours = new DynamoTableStore(state(Ownership.OURS), config, Clock.systemUTC());
    ours.drop(ours.findById(tableId).orElseThrow());
    ours.droppedTables().forget(tableId);
  }

  @Override
  public void close() {
    TABLES.giveBack(names);
  }
}
