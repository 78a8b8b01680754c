package sleeper.statestore.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.PropertiesText;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.DocumentStore.Document;
import sleeper.core.table.TableId;
import sleeper.core.table.TableNames;
import sleeper.core.table.TableStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The tables of an instance: Sleeper's index in DynamoDB, and their properties in the config
 * bucket.
 */
public final class DynamoTableStore implements TableStore {

  /** Each failure means that somebody else has changed the properties in between. */
  private static final int MOST_CHANGES = 100;

  private final DynamoState state;
  private final DocumentStore config;
  private final TableCreation creation;
  private final TableDrop drop;

  /** The tables of an instance whose config bucket is given. */
  public DynamoTableStore(DynamoState state, DocumentStore config, Clock clock) {
    this.state = state;
    this.config = config;
    creation = new TableCreation(state, config, clock);
    drop = new TableDrop(state, config, clock);
  }

  /** The tables that were dropped and whose objects have not all been deleted. */
  public DynamoDroppedTables droppedTables() {
    return new DynamoDroppedTables(state, drop);
  }

  @Override
  public void create(TableId table) {
    TableNames.check(table.name());
    creation.create(table, Map.of(), Optional.empty());
  }

  @Override
  public void create(TableId table, Map<String, String> properties, LogEntry partitions) {
    TableNames.check(table.name());
    if (partitions.number() != 1) {
      throw new CommitConflict(
          "The log of a new table starts at 1: table=%s, number=%d"
              .formatted(table.id(), partitions.number()));
    }
    creation.create(table, properties, Optional.of(partitions));
  }

  @Override
  public Optional<TableId> findByName(String name) {
    return find(state.names().indexByName(), Map.of(IndexItems.NAME, Items.text(name)));
  }

  @Override
  public Optional<TableId> findById(String id) {
    return find(state.names().indexById(), Map.of(IndexItems.ID, Items.text(id)));
  }

  @Override
  public List<TableId> list() {
    try {
      return state
          .client()
          .scanPaginator(scan -> scan.tableName(state.names().indexByOnline()).consistentRead(true))
          .items()
          .stream()
          .map(IndexItems::tableId)
          .sorted(Comparator.comparing(TableId::name))
          .toList();
    } catch (SdkException e) {
      throw DynamoFailures.unread("The index of tables could not be read", e);
    }
  }

  /**
   * Drops a table; what it has goes when it is collected.
   *
   * @throws InvalidInput if the instance is shared with Sleeper, whose own tools drop its tables
   */
  @Override
  public boolean drop(TableId table) {
    return drop.drop(table);
  }

  @Override
  public Map<String, String> properties(TableId table) {
    return PropertiesText.parse(document(table).text());
  }

  @Override
  public void changeProperties(TableId table, UnaryOperator<Map<String, String>> change) {
    for (int changes = 0; changes < MOST_CHANGES; changes++) {
      Document old = document(table);
      String changed = PropertiesText.format(change.apply(PropertiesText.parse(old.text())));
      if (replace(table, changed, old.version())) {
        return;
      }
    }
    throw new UncheckedIOException(
        new IOException(
            "The properties of table %s are changed faster than they can be read"
                .formatted(table.name())));
  }

  private Optional<TableId> find(String index, Map<String, AttributeValue> key) {
    try {
      Map<String, AttributeValue> item =
          state.client().getItem(get -> get.tableName(index).key(key).consistentRead(true)).item();
      return item.isEmpty() ? Optional.empty() : Optional.of(IndexItems.tableId(item));
    } catch (SdkException e) {
      throw DynamoFailures.unread("The index of tables could not be read", e);
    }
  }

  private Document document(TableId table) {
    try {
      if (TableChecks.isThere(state, table.id())) {
        Optional<Document> document = config.read(PropertiesKeys.of(table.id()));
        if (document.isPresent()) {
          return document.get();
        }
      }
      throw new InvalidInput("Table %s does not exist any more".formatted(table.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean replace(TableId table, String text, String version) {
    try {
      return config.replace(PropertiesKeys.of(table.id()), text, version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
