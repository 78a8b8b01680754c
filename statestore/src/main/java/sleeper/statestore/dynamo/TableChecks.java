package sleeper.statestore.dynamo;

import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;

/** Whether a table of the instance is there: it is in the index by id. */
public final class TableChecks {

  private static final String TABLE_ID = "TableId";

  private TableChecks() {}

  /** Makes a transaction fail if a table is not there. */
  public static ConditionCheck exists(DynamoState state, String tableId) {
    return ConditionCheck.builder()
        .tableName(state.names().indexById())
        .key(key(tableId))
        .conditionExpression("attribute_exists(" + TABLE_ID + ")")
        .build();
  }

  /**
   * Whether a table is there now.
   *
   * @throws java.io.UncheckedIOException if that cannot be read
   */
  public static boolean isThere(DynamoState state, String tableId) {
    try {
      return state
          .client()
          .getItem(
              get ->
                  get.tableName(state.names().indexById()).key(key(tableId)).consistentRead(true))
          .hasItem();
    } catch (SdkException e) {
      throw DynamoFailures.unread("The index of tables could not be read", e);
    }
  }

  private static Map<String, AttributeValue> key(String tableId) {
    return Map.of(TABLE_ID, Items.text(tableId));
  }
}
