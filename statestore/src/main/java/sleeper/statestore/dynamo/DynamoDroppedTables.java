package sleeper.statestore.dynamo;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import sleeper.core.ingest.DroppedTables;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The tables that were dropped, and those whose creation was begun and perhaps never ended, which
 * count as dropped at a time when nobody can be at it any more.
 */
public final class DynamoDroppedTables implements DroppedTables {

  private final DynamoState state;
  private final TableDrop drop;

  DynamoDroppedTables(DynamoState state, TableDrop drop) {
    this.state = state;
    this.drop = drop;
  }

  @Override
  public List<DroppedTable> all() {
    try {
      return state
          .client()
          .scanPaginator(
              scan ->
                  scan.tableName(state.names().writeIntents())
                      .consistentRead(true)
                      .filterExpression(DroppedTableItems.ENTRY_NAME + " = :dropped")
                      .expressionAttributeValues(
                          Map.of(":dropped", Items.text(DroppedTableItems.ENTRY))))
          .items()
          .stream()
          .map(
              item ->
                  new DroppedTable(
                      Items.text(item, DroppedTableItems.TABLE_ID),
                      Items.time(item, DroppedTableItems.DROP_TIME)))
          .sorted(Comparator.comparing(DroppedTable::droppedAt))
          .toList();
    } catch (SdkException e) {
      throw DynamoFailures.unread("The dropped tables could not be read", e);
    }
  }

  @Override
  public boolean fence(String tableId) {
    try {
      state.client().updateItem(DroppedTableItems.fence(state.names(), tableId));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw DynamoFailures.unwritten(
          "The marker of dropped table %s could not be changed".formatted(tableId), e);
    }
  }

  /** A table that was made after all is left alone. */
  @Override
  public void forget(String tableId) {
    if (!TableChecks.isThere(state, tableId)) {
      drop.deleteRest(tableId);
    }
  }
}
