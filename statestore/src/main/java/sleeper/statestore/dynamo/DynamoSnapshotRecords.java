package sleeper.statestore.dynamo;

import java.util.List;
import java.util.Map;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Which snapshots there are, in Sleeper's two tables: all of them, and the latest, which is what
 * Sleeper reads.
 */
public final class DynamoSnapshotRecords implements SnapshotRecords {

  private final DynamoState state;

  /** The snapshots of an instance. */
  public DynamoSnapshotRecords(DynamoState state) {
    this.state = state;
  }

  /**
   * The latest comes first: logs are trimmed behind what is among all, and neither Sleeper, which
   * starts from the latest, nor a commit, which asks it whether a log has been trimmed, must be
   * behind that. Whoever is killed in between leaves a snapshot that we do not know of yet. Each
   * comes with a check that the table is there, as nobody would remove what is recorded of a table
   * that is gone.
   */
  @Override
  public boolean save(SnapshotRecord snapshot) {
    try {
      return isSaved(snapshot.tableId(), latest(snapshot))
          && isSaved(snapshot.tableId(), known(snapshot));
    } catch (SdkException e) {
      throw DynamoFailures.unread("A snapshot could not be recorded", e);
    }
  }

  /** Whether an item is there now, ours or another that is as good; not if the table is gone. */
  private boolean isSaved(String tableId, TransactWriteItem item) {
    TransactWriteItem tableIsThere =
        TransactWriteItem.builder().conditionCheck(TableChecks.exists(state, tableId)).build();
    try {
      state.client().transactWriteItems(request -> request.transactItems(tableIsThere, item));
      return true;
    } catch (TransactionCanceledException e) {
      if (DynamoFailures.isConditionFailed(e, 0)) {
        return false;
      } else if (DynamoFailures.isConditionFailed(e, 1)) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public List<SnapshotRecord> all(String tableId, LogKind kind) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(state.names().allSnapshots())
            .consistentRead(true)
            .keyConditionExpression(SnapshotItems.TABLE_AND_KIND + " = :id")
            .expressionAttributeValues(
                Map.of(":id", Items.text(SnapshotItems.tableAndKind(tableId, kind))))
            .build();
    try {
      return state.client().queryPaginator(query).items().stream()
          .map(SnapshotItems::record)
          .toList();
    } catch (SdkException e) {
      throw DynamoFailures.unread("The snapshots could not be read", e);
    }
  }

  @Override
  public void remove(SnapshotRecord snapshot) {
    try {
      state
          .client()
          .deleteItem(
              delete ->
                  delete.tableName(state.names().allSnapshots()).key(SnapshotItems.key(snapshot)));
    } catch (SdkException e) {
      throw DynamoFailures.unread("A snapshot could not be forgotten", e);
    }
  }

  private TransactWriteItem known(SnapshotRecord snapshot) {
    Put put =
        Put.builder()
            .tableName(state.names().allSnapshots())
            .item(SnapshotItems.item(snapshot))
            .conditionExpression("attribute_not_exists(" + SnapshotItems.TABLE_AND_KIND + ")")
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  /** The latest never becomes an earlier one. */
  private TransactWriteItem latest(SnapshotRecord snapshot) {
    String number = SnapshotItems.latestNumber(snapshot.kind());
    Update update =
        Update.builder()
            .tableName(state.names().latestSnapshots())
            .key(SnapshotItems.latestKey(snapshot.tableId()))
            .updateExpression(
                "SET %s = :number, %s = :path, UPDATE_TIME = :time"
                    .formatted(number, SnapshotItems.latestPath(snapshot.kind())))
            .conditionExpression(
                "attribute_not_exists(%s) OR %s < :number".formatted(number, number))
            .expressionAttributeValues(
                Map.of(
                    ":number", Items.number(snapshot.number()),
                    ":path", Items.text(snapshot.filename()),
                    ":time", Items.millis(snapshot.updateTime())))
            .build();
    return TransactWriteItem.builder().update(update).build();
  }
}
