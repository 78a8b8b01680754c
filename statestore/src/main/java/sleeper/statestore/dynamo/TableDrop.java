package sleeper.statestore.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sleeper.core.error.InvalidInput;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.storage.DocumentStore;
import sleeper.core.table.TableId;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Takes tables out of the index, and later deletes what they have outside of the data bucket. */
final class TableDrop {

  private final DynamoState state;
  private final DocumentStore config;
  private final Clock clock;

  TableDrop(DynamoState state, DocumentStore config, Clock clock) {
    this.state = state;
    this.config = config;
    this.clock = clock;
  }

  boolean drop(TableId table) {
    if (state.ownership() == Ownership.SHARED) {
      throw new InvalidInput(
          "Table %s is on an instance that is shared with Sleeper; drop it with Sleeper's own tools"
              .formatted(table.name()));
    }
    Map<String, AttributeValue> item = indexItem(table.id());
    if (item.isEmpty() || !IndexItems.tableId(item).equals(table)) {
      return false;
    }
    Put marker = DroppedTableItems.put(state.names(), table.id(), table.name(), clock.instant());
    List<TransactWriteItem> items = new ArrayList<>(new IndexItems(state.names()).deletes(item));
    items.add(TransactWriteItem.builder().put(marker).build());
    try {
      state.client().transactWriteItems(request -> request.transactItems(items));
      return true;
    } catch (TransactionCanceledException e) {
      if (DynamoFailures.isConditionFailed(e)) {
        return false;
      }
      throw DynamoFailures.unread("Table %s could not be dropped".formatted(table.name()), e);
    } catch (SdkException e) {
      throw DynamoFailures.unwritten("Table %s could not be dropped".formatted(table.name()), e);
    }
  }

  /** Deletes all that is kept under the id of a table that is not there. */
  void deleteRest(String tableId) {
    for (LogKind kind : LogKind.values()) {
      new DynamoTransactionLog(state, tableId, kind).deleteAll();
      deleteAll(
          state.names().allSnapshots(),
          SnapshotItems.TABLE_AND_KIND,
          SnapshotItems.tableAndKind(tableId, kind),
          SnapshotItems.NUMBER);
    }
    deleteAll(state.names().ledger(), DroppedTableItems.TABLE_ID, tableId, "ENTRY");
    delete(state.names().latestSnapshots(), SnapshotItems.latestKey(tableId));
    try {
      config.delete(PropertiesKeys.of(tableId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    delete(state.names().writeIntents(), DroppedTableItems.key(tableId));
  }

  private Map<String, AttributeValue> indexItem(String tableId) {
    try {
      return state
          .client()
          .getItem(
              get ->
                  get.tableName(state.names().indexById())
                      .key(Map.of(IndexItems.ID, Items.text(tableId)))
                      .consistentRead(true))
          .item();
    } catch (SdkException e) {
      throw DynamoFailures.unread("The index of tables could not be read", e);
    }
  }

  private void deleteAll(String table, String hashName, String hash, String rangeName) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("#hash = :hash")
            .expressionAttributeNames(Map.of("#hash", hashName))
            .expressionAttributeValues(Map.of(":hash", Items.text(hash)))
            .build();
    try {
      for (Map<String, AttributeValue> item : state.client().queryPaginator(query).items()) {
        AttributeValue range = item.get(rangeName);
        if (range != null) {
          delete(table, Map.of(hashName, Items.text(hash), rangeName, range));
        }
      }
    } catch (SdkException e) {
      throw unforgotten(e);
    }
  }

  private void delete(String table, Map<String, AttributeValue> key) {
    try {
      state.client().deleteItem(request -> request.tableName(table).key(key));
    } catch (SdkException e) {
      throw unforgotten(e);
    }
  }

  private static UncheckedIOException unforgotten(SdkException cause) {
    return DynamoFailures.unread("What is left of a dropped table could not be deleted", cause);
  }
}
