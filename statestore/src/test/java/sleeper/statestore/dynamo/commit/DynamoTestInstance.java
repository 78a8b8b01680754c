package sleeper.statestore.dynamo.commit;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.servers.TestClients;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogItems;
import sleeper.statestore.dynamo.Ownership;
import sleeper.statestore.dynamo.ReusedTables;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The DynamoDB tables of an instance, with a data bucket in memory. */
final class DynamoTestInstance implements AutoCloseable {

  private static final ReusedTables TABLES =
      new ReusedTables(
          "commits-",
          names ->
              Set.of(
                  names.ledger(),
                  names.writeIntents(),
                  names.fileLog(),
                  names.partitionLog(),
                  names.latestSnapshots(),
                  names.indexById(),
                  names.indexByName(),
                  names.indexByOnline()));

  private final InMemoryObjectStore data = new InMemoryObjectStore();
  private final DynamoTableNames names = TABLES.take();
  private final Ownership ownership;

  DynamoTestInstance(Ownership ownership) {
    this.ownership = ownership;
  }

  static DynamoDbClient client() {
    return TestClients.dynamoDb();
  }

  /** A client of its own at an address, which tries again at once. */
  static DynamoDbClient clientAt(URI endpoint) {
    return TestClients.at(DynamoDbClient.builder(), endpoint)
        .overrideConfiguration(
            o ->
                o.apiCallTimeout(Duration.ofSeconds(60))
                    .retryStrategy(
                        DefaultRetryStrategy.standardStrategyBuilder()
                            .maxAttempts(9)
                            .backoffStrategy(BackoffStrategy.retryImmediately())
                            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                            .circuitBreakerEnabled(false)
                            .build()))
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

  /** An entry of the log of files; empty if there is none. */
  Map<String, AttributeValue> logEntry(String tableId, long number) {
    return client()
        .getItem(r -> r.tableName(names.fileLog()).key(LogItems.key(tableId, number)))
        .item();
  }

  /** Deletes entries of the log as Sleeper does, which leaves a snapshot. */
  void cutOff(String tableId, long upTo) {
    Map<String, AttributeValue> snapshot =
        Map.of(
            "TABLE_ID", Items.text(tableId),
            "FILES_TRANSACTION_NUMBER", Items.number(upTo + 1));
    client().putItem(r -> r.tableName(names.latestSnapshots()).item(snapshot));
    for (long number = 1; number <= upTo; number++) {
      Map<String, AttributeValue> key = LogItems.key(tableId, number);
      client().deleteItem(r -> r.tableName(names.fileLog()).key(key));
    }
  }

  /** Puts an entry of a run at a number of the log, whatever the log is like. */
  void putEntryOfRun(String tableId, long number, String runId) {
    Map<String, AttributeValue> item = new HashMap<>(LogItems.key(tableId, number));
    item.put("RUN_ID", Items.text(runId));
    client().putItem(r -> r.tableName(names.fileLog()).item(item));
  }

  /** Deletes entries of the log of partitions. */
  void trimPartitions(String tableId, long upTo) {
    for (long number = 1; number <= upTo; number++) {
      Map<String, AttributeValue> key = LogItems.key(tableId, number);
      client().deleteItem(r -> r.tableName(names.partitionLog()).key(key));
    }
  }

  /** Deletes what is known of snapshots. */
  void forgetSnapshots(String tableId) {
    client()
        .deleteItem(
            r -> r.tableName(names.latestSnapshots()).key(Map.of("TABLE_ID", Items.text(tableId))));
  }

  /** How many entries of the log of files add files. */
  long entriesOfRuns(String tableId) {
    return client()
        .query(
            r ->
                r.tableName(names.fileLog())
                    .consistentRead(true)
                    .keyConditionExpression("TABLE_ID = :table")
                    .expressionAttributeValues(Map.of(":table", Items.text(tableId))))
        .items()
        .stream()
        .filter(item -> item.containsKey("RUN_ID"))
        .count();
  }

  @Override
  public void close() {
    TABLES.giveBack(names);
  }
}
