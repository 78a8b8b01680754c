package sleeper.statestore.dynamo.commit;

import java.util.Map;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Whether a table is there: the index of tables says so. Thread-safe. */
final class KnownTables {

  private final Requests requests;
  private final String index;

  KnownTables(Requests requests, String index) {
    this.requests = requests;
    this.index = index;
  }

  boolean exists(String tableId) {
    return !requests.item("a table", index, key(tableId)).isEmpty();
  }

  /** Part of a transaction: the table is there. */
  TransactWriteItem check(String tableId) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(index)
                .key(key(tableId))
                .conditionExpression("attribute_exists(TableId)")
                .build())
        .build();
  }

  private static Map<String, AttributeValue> key(String tableId) {
    return Map.of("TableId", Items.text(tableId));
  }
}
