package sleeper.statestore.dynamo;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Markers beside the write intents: under this id there may be objects and items that no table of
 * the index has. One is written before the first object of a new table and goes with the step that
 * makes the table; and one comes with the step that drops a table.
 */
public final class DroppedTableItems {

  /** What tells a marker from a write intent, in the range key. */
  public static final String ENTRY = "DROPPED";

  static final String TABLE_ID = "TABLE_ID";
  static final String ENTRY_NAME = "ENTRY";
  static final String DROP_TIME = "DROP_TIME";
  private static final String TABLE_NAME = "TABLE_NAME";
  private static final String FENCED = "FENCED";
  private static final String IF_NEW = "attribute_not_exists(" + TABLE_ID + ")";
  private static final String IF_THERE = "attribute_exists(" + TABLE_ID + ")";

  private DroppedTableItems() {}

  static Map<String, AttributeValue> key(String tableId) {
    return Map.of(TABLE_ID, Items.text(tableId), ENTRY_NAME, Items.text(ENTRY));
  }

  /** A marker, unless there is one. */
  static Put put(DynamoTableNames names, String tableId, String tableName, Instant droppedAt) {
    return Put.builder()
        .tableName(names.writeIntents())
        .item(
            Map.of(
                TABLE_ID, Items.text(tableId),
                ENTRY_NAME, Items.text(ENTRY),
                TABLE_NAME, Items.text(tableName),
                DROP_TIME, Items.millis(droppedAt)))
        .conditionExpression(IF_NEW)
        .build();
  }

  /** Lets the transaction fail that would make the table, if there still is a marker. */
  static UpdateItemRequest fence(DynamoTableNames names, String tableId) {
    return UpdateItemRequest.builder()
        .tableName(names.writeIntents())
        .key(key(tableId))
        .updateExpression("SET " + FENCED + " = :true")
        .conditionExpression(IF_THERE)
        .expressionAttributeValues(Map.of(":true", AttributeValue.fromBool(true)))
        .build();
  }

  /** Removes the marker of a table that is being made, if no collector has fenced it. */
  static TransactWriteItem delete(DynamoTableNames names, String tableId) {
    Delete delete =
        Delete.builder()
            .tableName(names.writeIntents())
            .key(key(tableId))
            .conditionExpression(IF_THERE + " AND attribute_not_exists(" + FENCED + ")")
            .build();
    return TransactWriteItem.builder().delete(delete).build();
  }
}
