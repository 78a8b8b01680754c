package sleeper.statestore.dynamo;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;
import sleeper.core.statestore.transaction.LogKind;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

/**
 * Entries that were put where a log does not continue: behind one that had been cut off up to
 * there, or beyond the end of one that had been started anew. Failures are those of the client.
 */
final class StrayEntries {

  private final DynamoState state;
  private final String tableId;
  private final LogKind kind;

  StrayEntries(DynamoState state, String tableId, LogKind kind) {
    this.state = state;
    this.tableId = tableId;
    this.kind = kind;
  }

  boolean isThere(long number) {
    return state
        .client()
        .getItem(
            get ->
                get.tableName(state.logTable(kind))
                    .key(LogItems.key(tableId, number))
                    .projectionExpression(LogItems.NUMBER)
                    .consistentRead(true))
        .hasItem();
  }

  /**
   * Deletes an entry of ours if it is not part of the log.
   *
   * @return whether it was not; then it is not there any more
   * @throws ConditionalCheckFailedException if it looks as if it were not, but is not there: it
   *     never was, or was cut off with what had been part of the log
   */
  boolean takeBack(long number, Map<String, AttributeValue> item) {
    if (!isStray(number)) {
      return false;
    }
    state.client().deleteItem(removal(item));
    return true;
  }

  /**
   * An entry continues the log if the one before it is there, or a snapshot of that; it is part of
   * the log too if others have gone on from it. A snapshot of a later number tells that the log got
   * further long before.
   */
  private boolean isStray(long number) {
    if ((number > 1 && isThere(number - 1)) || isThere(number + 1)) {
      return false;
    }
    long snapshot = newestSnapshot().orElse(0);
    return snapshot < number - 1 || snapshot > number;
  }

  private OptionalLong newestSnapshot() {
    Map<String, AttributeValue> latest =
        state
            .client()
            .getItem(
                get ->
                    get.tableName(state.names().latestSnapshots())
                        .key(SnapshotItems.latestKey(tableId))
                        .consistentRead(true))
            .item();
    String number = SnapshotItems.latestNumber(kind);
    return latest.containsKey(number)
        ? OptionalLong.of(Items.number(latest, number))
        : OptionalLong.empty();
  }

  private DeleteItemRequest removal(Map<String, AttributeValue> item) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    StringJoiner condition = new StringJoiner(" AND ");
    item.forEach(
        (name, value) -> {
          names.put("#" + name, name);
          values.put(":" + name, value);
          condition.add("#%s = :%s".formatted(name, name));
        });
    return DeleteItemRequest.builder()
        .tableName(state.logTable(kind))
        .key(
            Map.of(
                LogItems.TABLE_ID, item.get(LogItems.TABLE_ID),
                LogItems.NUMBER, item.get(LogItems.NUMBER)))
        .conditionExpression(condition.toString())
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }
}
