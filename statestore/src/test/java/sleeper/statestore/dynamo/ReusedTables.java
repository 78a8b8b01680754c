package sleeper.statestore.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The tables of instances in DynamoDB, which are emptied and used again: that is quicker than
 * making new ones.
 */
public final class ReusedTables {

  private static final int MOST_WRITES = 25;

  private final AtomicInteger count = new AtomicInteger();
  private final Queue<DynamoTableNames> empty = new ConcurrentLinkedQueue<>();
  private final String idPrefix;
  private final Function<DynamoTableNames, Set<String>> used;

  /**
   * Tables of instances whose ids begin so.
   *
   * @param used those that items are ever put into
   */
  public ReusedTables(String idPrefix, Function<DynamoTableNames, Set<String>> used) {
    this.idPrefix = idPrefix;
    this.used = used;
  }

  /** All tables of an instance, without items. */
  public DynamoTableNames take() {
    DynamoTableNames names = empty.poll();
    return names == null ? create() : names;
  }

  private DynamoTableNames create() {
    String id = idPrefix + count.incrementAndGet();
    DynamoTableNames names =
        new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, id));
    new DynamoTables(TestClients.dynamoDb(), names).create();
    return names;
  }

  /** Takes tables back that are not needed any more. */
  public void giveBack(DynamoTableNames names) {
    Set<String> tables = used.apply(names);
    DynamoTableDefinitions.all(names).stream()
        .filter(table -> tables.contains(table.name()))
        .forEach(ReusedTables::empty);
    empty.add(names);
  }

  private static void empty(DynamoTableDefinitions.Definition table) {
    List<String> keys =
        table.request().keySchema().stream().map(KeySchemaElement::attributeName).toList();
    List<WriteRequest> deletes = new ArrayList<>();
    for (Map<String, AttributeValue> item :
        TestClients.dynamoDb().scanPaginator(r -> r.tableName(table.name())).items()) {
      Map<String, AttributeValue> key = new HashMap<>(item);
      key.keySet().retainAll(keys);
      deletes.add(WriteRequest.builder().deleteRequest(d -> d.key(key)).build());
    }
    for (int from = 0; from < deletes.size(); from += MOST_WRITES) {
      List<WriteRequest> some = deletes.subList(from, Math.min(from + MOST_WRITES, deletes.size()));
      TestClients.dynamoDb().batchWriteItem(r -> r.requestItems(Map.of(table.name(), some)));
    }
  }
}
