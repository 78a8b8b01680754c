package sleeper.statestore.dynamo.commit;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.servers.TestClients;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.Ownership;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The DynamoDB tables of an instance of its own, with a data bucket in memory. */
final class DynamoTestInstance implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final InMemoryObjectStore data = new InMemoryObjectStore();
  private final DynamoTableNames names =
      new DynamoTableNames(
          InstanceProperties.empty()
              .with(InstanceProperty.ID, "commits-" + COUNT.incrementAndGet()));
  private final Ownership ownership;

  DynamoTestInstance(Ownership ownership) {
    this.ownership = ownership;
    new DynamoTables(client(), names).create();
  }

  static DynamoDbClient client() {
    return TestClients.dynamoDb();
  }

  /** A client that is sent through something else, and tries again no sooner than it must. */
  static DynamoDbClient clientAt(URI endpoint) {
    return TestClients.at(DynamoDbClient.builder(), endpoint)
        .overrideConfiguration(
            o -> o.apiCallAttemptTimeout(Duration.ofSeconds(5)).apiCallTimeout(Duration.ofSeconds(20)))
        .build();
  }

  InMemoryObjectStore data() {
    return data;
  }

  DynamoTableNames names() {
    return names;
  }

  DynamoState state() {
    return state(client());
  }

  DynamoState state(DynamoDbClient client) {
    return new DynamoState(client, names, data, ownership);
  }

  /** As our own engine, on an instance that may be shared. */
  DynamoState stateAsOurs() {
    return new DynamoState(client(), names, data, Ownership.OURS);
  }

  /** Puts a table into the index. */
  void index(String tableId) {
    Map<String, AttributeValue> item =
        Map.of(
            "TableId", Items.text(tableId),
            "TableName", Items.text("table-name"),
            "Online", Items.text("true"));
    for (String table : List.of(names.indexById(), names.indexByName(), names.indexByOnline())) {
      client().putItem(r -> r.tableName(table).item(item));
    }
  }

  @Override
  public void close() {
    new DynamoTables(client(), names).delete();
  }
}
