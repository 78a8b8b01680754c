package sleeper.statestore.dynamo;

import java.util.List;
import java.util.Map;
import sleeper.core.table.TableId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The index of tables: the same item in three DynamoDB tables, as Sleeper has it. */
final class IndexItems {

  static final String ID = "TableId";
  static final String NAME = "TableName";
  private static final String ONLINE = "Online";

  private final DynamoTableNames names;

  IndexItems(DynamoTableNames names) {
    this.names = names;
  }

  static TableId tableId(Map<String, AttributeValue> item) {
    return new TableId(Items.text(item, ID), Items.text(item, NAME));
  }

  /** Puts a table that is online into the index, unless its name or id is there. */
  List<TransactWriteItem> puts(TableId table) {
    Map<String, AttributeValue> item =
        Map.of(
            ID, Items.text(table.id()), NAME, Items.text(table.name()), ONLINE, Items.text("true"));
    return List.of(
        put(names.indexByName(), item, NAME),
        put(names.indexById(), item, ID),
        put(names.indexByOnline(), item, NAME));
  }

  /** Takes a table out of the index, if it is there as this item has it. */
  List<TransactWriteItem> deletes(Map<String, AttributeValue> item) {
    return List.of(
        delete(names.indexByName(), item, Map.of(NAME, attribute(item, NAME))),
        delete(names.indexById(), item, Map.of(ID, attribute(item, ID))),
        delete(
            names.indexByOnline(),
            item,
            Map.of(ONLINE, attribute(item, ONLINE), NAME, attribute(item, NAME))));
  }

  private static TransactWriteItem put(
      String table, Map<String, AttributeValue> item, String attribute) {
    Put put =
        Put.builder()
            .tableName(table)
            .item(item)
            .conditionExpression("attribute_not_exists(" + attribute + ")")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private static TransactWriteItem delete(
      String table, Map<String, AttributeValue> item, Map<String, AttributeValue> key) {
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(key)
            .conditionExpression(ID + " = :id AND " + NAME + " = :name")
            .expressionAttributeValues(
                Map.of(":id", attribute(item, ID), ":name", attribute(item, NAME)))
            .build();
    return TransactWriteItem.builder().delete(delete).build();
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Items.text(Items.text(item, name));
  }
}
