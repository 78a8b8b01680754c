package sleeper.statestore.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.PropertiesText;
import sleeper.core.properties.TableProperty;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.storage.DocumentStore;
import sleeper.core.table.TableId;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Makes tables.
 *
 * <p>A marker comes first, by which the collector finds what a creator leaves who is killed; then
 * the properties; and last one transaction that makes the table with its partitions and removes the
 * marker. Sleeper writes these one after another.
 */
final class TableCreation {

  /** Nobody takes longer to make a table. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Where the removal of the marker is in the transaction, after the three items of the index. */
  private static final int MARKER = 3;

  private final DynamoState state;
  private final DocumentStore config;
  private final Clock clock;
  private final LogBodies bodies;
  private final IndexItems index;

  TableCreation(DynamoState state, DocumentStore config, Clock clock) {
    this.state = state;
    this.config = config;
    this.clock = clock;
    bodies = new LogBodies(state.data());
    index = new IndexItems(state.names());
  }

  void create(TableId table, Map<String, String> properties, Optional<LogEntry> partitions) {
    requireFree(table);
    mark(table);
    writeProperties(table, properties);
    List<TransactWriteItem> items = new ArrayList<>(index.puts(table));
    items.add(DroppedTableItems.delete(state.names(), table.id()));
    Optional<String> bodyKey = partitions.flatMap(entry -> writtenBody(table.id(), entry));
    partitions.ifPresent(entry -> items.add(firstEntry(table.id(), entry, bodyKey)));
    try {
      state.client().transactWriteItems(request -> request.transactItems(items));
    } catch (TransactionCanceledException e) {
      // What was written goes with the marker, when it is collected.
      requireFree(table);
      if (DynamoFailures.isConditionFailed(e, MARKER)) {
        putAway(table, bodyKey);
      }
      throw DynamoFailures.unread("Table %s could not be made".formatted(table.name()), e);
    } catch (SdkException e) {
      throw DynamoFailures.unwritten("Table %s could not be made".formatted(table.name()), e);
    }
  }

  private void requireFree(TableId table) {
    if (isThere(state.names().indexByName(), Map.of(IndexItems.NAME, Items.text(table.name())))) {
      throw new InvalidInput("There is a table %s already".formatted(table.name()));
    } else if (TableChecks.isThere(state, table.id())) {
      throw idTaken(table);
    }
  }

  private void mark(TableId table) {
    Put marker =
        DroppedTableItems.put(
            state.names(), table.id(), table.name(), clock.instant().plus(LONGEST));
    try {
      state
          .client()
          .putItem(
              put ->
                  put.tableName(marker.tableName())
                      .item(marker.item())
                      .conditionExpression(marker.conditionExpression()));
    } catch (ConditionalCheckFailedException e) {
      throw idTaken(table);
    } catch (SdkException e) {
      throw DynamoFailures.unwritten("Table %s could not be made".formatted(table.name()), e);
    }
  }

  private void writeProperties(TableId table, Map<String, String> properties) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put(TableProperty.ID.name(), table.id());
    all.put(TableProperty.NAME.name(), table.name());
    try {
      if (!config.create(PropertiesKeys.of(table.id()), PropertiesText.format(all))) {
        throw idTaken(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> writtenBody(String tableId, LogEntry entry) {
    if (!LogBodies.isLarge(entry.body())) {
      return Optional.empty();
    }
    String key = LogBodies.keyOf(tableId, LogKind.PARTITIONS, entry);
    bodies.write(key, entry.body());
    return Optional.of(key);
  }

  private TransactWriteItem firstEntry(String tableId, LogEntry entry, Optional<String> bodyKey) {
    Put put =
        Put.builder()
            .tableName(state.names().partitionLog())
            .item(LogItems.item(tableId, entry, bodyKey))
            .conditionExpression(LogItems.IF_FREE)
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  private boolean isThere(String table, Map<String, AttributeValue> key) {
    try {
      return state
          .client()
          .getItem(get -> get.tableName(table).key(key).consistentRead(true))
          .hasItem();
    } catch (SdkException e) {
      throw DynamoFailures.unread("The index of tables could not be read", e);
    }
  }

  /** The marker may have been collected before this was written, so that nobody would find it. */
  private void putAway(TableId table, Optional<String> bodyKey) {
    bodyKey.ifPresent(bodies::delete);
    try {
      config.delete(PropertiesKeys.of(table.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InvalidInput idTaken(TableId table) {
    return new InvalidInput("A table has the id %s already".formatted(table.id()));
  }
}
