package sleeper.instance;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.ClearFiles;
import sleeper.core.statestore.transaction.InitialisePartitions;
import sleeper.core.statestore.transaction.TransactionJson;
import sleeper.core.table.TableId;
import sleeper.core.table.TableIds;
import sleeper.parquet.write.WriteSettings;

/**
 * The tables of an instance. Changes are seen by every program at once. Thread-safe.
 *
 * <p>Methods that name a table throw {@link InvalidInput} if there is none of that name.
 */
public final class InstanceTables {

  private final Wiring wiring;

  InstanceTables(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Makes a table.
   *
   * @throws InvalidInput if the name is taken or not allowed, split points do not increase, a
   *     property's value is not allowed, or the instance is shared with Sleeper, which could not
   *     read the table
   */
  public TableDetails create(NewTable table) {
    TableId id = new TableId(TableIds.random(ThreadLocalRandom.current()), table.name());
    PartitionTree tree =
        PartitionTrees.fromSplitPoints(
            table.schema(), table.splitPoints(), () -> UUID.randomUUID().toString());
    if (wiring.backend().isShared()) {
      SharedInstance.check(table.name(), table.schema(), tree);
    }
    wiring.index().create(id, properties(id, table), firstPartitions(tree));
    return wiring.table(id).details();
  }

  /** All tables, in the order of their names. */
  public List<TableDetails> list() {
    return wiring.all().stream().map(InstanceTable::details).toList();
  }

  /** A table as it is now. */
  public TableDetails find(String name) {
    return wiring.find(name).details();
  }

  /**
   * A version of a table.
   *
   * @param asOf the number of a file transaction; empty for the latest
   * @throws InvalidInput if that version cannot be read
   */
  public TableState state(String name, OptionalLong asOf) {
    InstanceTable table = wiring.find(name);
    return asOf.isPresent() ? table.states().asOf(asOf.getAsLong()) : table.states().latest();
  }

  /**
   * The data files of a version of a table, ordered by name.
   *
   * @throws InvalidInput if that version cannot be read
   * @throws sleeper.core.error.CorruptData if a file is gone
   */
  public List<DataFile> files(String name, OptionalLong asOf) throws IOException {
    return wiring.find(name).files(state(name, asOf));
  }

  /**
   * Removes a table at once; {@link SleeperInstance#collect} deletes its files after a while. Jobs
   * under way fail at their commit. The name can be given again.
   */
  public void drop(String name) {
    TableId id = wiring.find(name).id();
    if (!wiring.index().drop(id)) {
      throw new InvalidInput("Table %s does not exist any more".formatted(name));
    }
    wiring.forget(id);
  }

  /**
   * Removes all rows of a table, in one transaction; columns and partitions stay, and ids of jobs
   * may be used again. Jobs under way fail at their commit. {@link SleeperInstance#collect} deletes
   * the files after a while; until then older versions can be read.
   */
  public void clear(String name) {
    wiring.find(name).committer().commit(new ClearFiles());
  }

  /**
   * Adds a nullable value field behind all others. Rows that are there have no value of it.
   *
   * @throws InvalidInput if the field is not nullable, or the table has one of that name
   */
  public void addColumn(String name, Field field) {
    if (!field.nullable()) {
      throw new InvalidInput(
          "Column %s must be nullable, because the rows that are there have no value of it"
              .formatted(field.name()));
    }
    InstanceTable table = wiring.find(name);
    wiring.index().changeProperties(table.id(), old -> withColumn(name, old, field));
  }

  private Map<String, String> withColumn(String name, Map<String, String> old, Field field) {
    TableProperties properties = TableProperties.of(wiring.properties(), old);
    Schema schema = properties.schema();
    if (schema.indexOf(field.name()) >= 0) {
      throw new InvalidInput("Table %s has a column %s already".formatted(name, field.name()));
    }
    Schema extended =
        Schema.builder()
            .rowKeys(schema.rowKeyFields())
            .sortKeys(schema.sortKeyFields())
            .values(schema.valueFields())
            .values(List.of(field))
            .build();
    if (wiring.backend().isShared()) {
      SharedInstance.checkTypes(name, extended);
    }
    return properties.with(TableProperty.SCHEMA, extended).asMap();
  }

  private Map<String, String> properties(TableId id, NewTable table) {
    Map<String, String> values = new HashMap<>(table.properties());
    values.put(TableProperty.ID.name(), id.id());
    values.put(TableProperty.NAME.name(), id.name());
    values.put(TableProperty.SCHEMA.name(), SchemaJson.toJson(table.schema()));
    TableProperties checked = TableProperties.of(wiring.properties(), values);
    WriteSettings.of(checked);
    return checked.asMap();
  }

  private LogEntry firstPartitions(PartitionTree tree) {
    InitialisePartitions transaction = InitialisePartitions.of(tree);
    return new LogEntry(
        1, wiring.clock().instant(), transaction.type(), TransactionJson.write(transaction));
  }
}
