package sleeper.statestore.dynamo;

import java.util.List;
import java.util.Map;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

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
   * behind that. Whoever is killed in between leaves a snapshot that we do not know of yet.
   */
  @Override
  public void save(SnapshotRecord snapshot) {
    if (!TableChecks.isThere(state, snapshot.tableId())) {
      return;
    }
    try {
      unlessRefused(() -> state.client().updateItem(latest(snapshot)));
      unlessRefused(() -> state.client().putItem(known(snapshot)));
    } catch (SdkException e) {
      throw DynamoFailures.unwritten("A snapshot could not be recorded", e);
    }
  }

  private static void unlessRefused(Runnable request) {
    try {
      request.run();
    } catch (ConditionalCheckFailedException known) {
      // Another is there, which is as good.
      return;
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
      throw DynamoFailures.unwritten("A snapshot could not be forgotten", e);
    }
  }

  private PutItemRequest known(SnapshotRecord snapshot) {
    return PutItemRequest.builder()
        .tableName(state.names().allSnapshots())
        .item(SnapshotItems.item(snapshot))
        .conditionExpression("attribute_not_exists(" + SnapshotItems.TABLE_AND_KIND + ")")
        .build();
  }

  /** The latest never becomes an earlier one. */
  private UpdateItemRequest latest(SnapshotRecord snapshot) {
    String number = SnapshotItems.latestNumber(snapshot.kind());
    return UpdateItemRequest.builder()
        .tableName(state.names().latestSnapshots())
        .key(SnapshotItems.latestKey(snapshot.tableId()))
        .updateExpression(
            "SET %s = :number, %s = :path, UPDATE_TIME = :time"
                .formatted(number, SnapshotItems.latestPath(snapshot.kind())))
        .conditionExpression("attribute_not_exists(%s) OR %s < :number".formatted(number, number))
        .expressionAttributeValues(
            Map.of(
                ":number", Items.number(snapshot.number()),
                ":path", Items.text(snapshot.filename()),
                ":time", Items.millis(snapshot.updateTime())))
        .build();
  }
}
