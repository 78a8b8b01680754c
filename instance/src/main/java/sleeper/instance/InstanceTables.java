package sleeper.instance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import sleeper.core.error.InvalidInput;
import sleeper.core.order.ValueOrder;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.properties.Property;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.ClearFiles;
import sleeper.core.statestore.transaction.InitialisePartitions;
import sleeper.core.statestore.transaction.LogKind;
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

  /** What was set for a table, with its columns; empty if there is none of that name. */
  public Optional<TableProperties> properties(String name) {
    return wiring.index().findByName(name).map(wiring::table).map(InstanceTable::properties);
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

  /**
   * Changes what is set for a table. Files that are there stay as they were written.
   *
   * @param set by name; neither name nor id nor schema
   * @param unset the names of properties to set no more
   * @throws InvalidInput if a value is not allowed; nothing has changed
   */
  public void changeProperties(String name, Map<String, String> set, Set<String> unset) {
    Set<String> changed = new HashSet<>(set.keySet());
    changed.addAll(unset);
    for (Property<?> fixed : List.of(TableProperty.ID, TableProperty.NAME, TableProperty.SCHEMA)) {
      if (changed.contains(fixed.name())) {
        throw new InvalidInput(
            "Property %s of table %s cannot be changed".formatted(fixed.name(), name));
      }
    }
    wiring.index().changeProperties(wiring.find(name).id(), old -> changed(old, set, unset));
  }

  private Map<String, String> changed(
      Map<String, String> old, Map<String, String> set, Set<String> unset) {
    Map<String, String> values = new HashMap<>(old);
    values.keySet().removeAll(unset);
    values.putAll(set);
    return checked(values);
  }

  /**
   * The split points that a table was made with, whatever its partitions have become since. Where
   * its partition log does not begin with the first entry any more, those that it has now.
   *
   * @return values of the first row key, increasing
   */
  public List<Object> firstSplitPoints(String name) throws IOException {
    InstanceTable table = wiring.find(name);
    Collection<Partition> partitions =
        firstPartitions(table).orElseGet(() -> table.states().latest().partitions().leaves());
    Comparator<Object> order =
        ValueOrder.comparator(table.properties().schema().field(0).primitiveType());
    SortedSet<Object> starts = new TreeSet<>(order);
    for (Partition partition : partitions) {
      Object start = partition.region().range(0).min();
      if (start != null) {
        starts.add(start);
      }
    }
    return List.copyOf(starts);
  }

  private Optional<Collection<Partition>> firstPartitions(InstanceTable table) throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    wiring
        .backend()
        .transactionLogs()
        .log(table.id().id(), LogKind.PARTITIONS)
        .read(0, 1, entries::add);
    if (entries.size() != 1 || entries.get(0).number() != 1) {
      return Optional.empty();
    }
    LogEntry first = entries.get(0);
    return TransactionJson.readPartitions(table.properties().schema(), first.type(), first.body())
            instanceof InitialisePartitions made
        ? Optional.of(made.partitions())
        : Optional.empty();
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
    return checked(values);
  }

  private Map<String, String> checked(Map<String, String> values) {
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
