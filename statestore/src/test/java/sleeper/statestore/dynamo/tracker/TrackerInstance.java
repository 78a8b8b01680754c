package sleeper.statestore.dynamo.tracker;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.servers.TestClients;
import sleeper.statestore.dynamo.DynamoTableDefinitions;
import sleeper.statestore.dynamo.DynamoTableDefinitions.Definition;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The DynamoDB tables of the trackers of an instance of its own, which keep all for a week. Nothing
 * goes by itself: the tests have times of their own, which the server would take for long ago.
 */
final class TrackerInstance implements AutoCloseable {

  static final Duration KEEP = Duration.ofDays(7);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final DynamoTableNames names =
      new DynamoTableNames(
          InstanceProperties.empty().with(InstanceProperty.ID, "Track." + COUNT.incrementAndGet()));

  TrackerInstance() {
    tables().map(Definition::request).forEach(TestClients.dynamoDb()::createTable);
  }

  DynamoTableNames names() {
    return names;
  }

  DynamoJobTracker jobs() {
    return new DynamoJobTracker(TestClients.dynamoDb(), names, KEEP);
  }

  DynamoTaskTracker tasks() {
    return new DynamoTaskTracker(TestClients.dynamoDb(), names, KEEP);
  }

  DynamoJobProgress progress(Clock clock) {
    return progress(TestClients.dynamoDb(), clock);
  }

  DynamoJobProgress progress(DynamoDbClient client, Clock clock) {
    return new DynamoJobProgress(client, names, clock, KEEP);
  }

  void put(String table, Map<String, AttributeValue> item) {
    TestClients.dynamoDb().putItem(put -> put.tableName(table).item(item));
  }

  static Set<Map<String, AttributeValue>> items(String table) {
    return TestClients.dynamoDb()
        .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
        .items()
        .stream()
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    tables()
        .forEach(
            table -> TestClients.dynamoDb().deleteTable(delete -> delete.tableName(table.name())));
  }

  private Stream<Definition> tables() {
    Set<String> ofTrackers =
        Set.of(names.jobUpdates(), names.jobLookup(), names.taskStatus(), names.jobProgress());
    return DynamoTableDefinitions.all(names).stream()
        .filter(table -> ofTrackers.contains(table.name()));
  }
}
