package sleeper.deployment.instance;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.deployment.DeployedTables;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.TableProperties;
import sleeper.core.schema.Field;
import sleeper.instance.InstanceTables;
import sleeper.instance.NewTable;

/** Brings the tables of an instance to what is deployed. Everything can be repeated. */
final class TablesUpdate {

  private static final Logger LOG = LoggerFactory.getLogger(TablesUpdate.class);

  private final InstanceTables tables;
  private final DeployedTables before;

  /**
   * An update.
   *
   * @param before the tables of the deployment before
   */
  TablesUpdate(InstanceTables tables, DeployedTables before) {
    this.tables = tables;
    this.before = before;
  }

  /**
   * Checks that no table would lose data; nothing is changed.
   *
   * @throws InvalidInput naming the table and what cannot be changed of it
   */
  void check(DeployedTables deployed) throws IOException {
    for (DeployedTable table : deployed.tables()) {
      Optional<TableProperties> current = tables.properties(table.name());
      if (current.isPresent()) {
        checked(table, current.get());
      }
    }
  }

  /**
   * Makes the tables that are not there, and changes the others.
   *
   * @throws InvalidInput as {@link #check} does
   */
  void apply(DeployedTables deployed) throws IOException {
    for (DeployedTable table : deployed.tables()) {
      if (tables.properties(table.name()).isPresent() || !created(table)) {
        change(table);
      }
    }
    for (DeployedTable table : before.tables()) {
      if (deployed.find(table.name()).isEmpty() && tables.properties(table.name()).isPresent()) {
        LOG.info(
            "Table {} is not deployed any more and stays with its data; sleeper table drop {} drops"
                + " it",
            table.name(),
            table.name());
      }
    }
  }

  /** False if somebody else has made it at the same time. */
  private boolean created(DeployedTable table) {
    try {
      tables.create(
          NewTable.named(table.name(), table.schema())
              .withSplitPoints(table.splitPointValues())
              .withProperties(table.properties()));
      LOG.info("Made table {}", table.name());
      return true;
    } catch (InvalidInput e) {
      if (tables.properties(table.name()).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  private void change(DeployedTable table) throws IOException {
    TableProperties current =
        tables
            .properties(table.name())
            .orElseThrow(
                () -> new IOException("Table %s was dropped just now".formatted(table.name())));
    for (Field column : checked(table, current)) {
      tables.addColumn(table.name(), column);
      LOG.info("Added column {} to table {}", column.name(), table.name());
    }
    Map<String, String> values = current.asMap();
    Set<String> unset = new HashSet<>();
    Optional<DeployedTable> earlier = before.find(table.name());
    earlier.ifPresent(
        was ->
            was.properties()
                .forEach(
                    (name, value) -> {
                      if (!table.properties().containsKey(name) && value.equals(values.get(name))) {
                        unset.add(name);
                      }
                    }));
    if (!unset.isEmpty() || !values.entrySet().containsAll(table.properties().entrySet())) {
      tables.changeProperties(table.name(), table.properties(), unset);
      LOG.info("Changed properties of table {}", table.name());
    }
  }

  /** The columns that are to be added. */
  private List<Field> checked(DeployedTable table, TableProperties current) throws IOException {
    ExistingTable existing =
        new ExistingTable(table.name(), current.schema(), tables.firstSplitPoints(table.name()));
    try {
      existing.checkSplitPoints(table);
      return existing.newColumns(table);
    } catch (InvalidInput e) {
      Optional<DeployedTable> earlier = before.find(table.name());
      boolean isUnchanged =
          earlier
              .filter(
                  was ->
                      was.schema().equals(table.schema())
                          && was.splitPointValues().equals(table.splitPointValues()))
              .isPresent();
      if (!isUnchanged) {
        throw e;
      }
      // Somebody has made it anew by hand. A deployment that changes nothing of it, or takes back
      // what it could not change, has to succeed.
      LOG.warn("{}; it is left as it is", e.getMessage());
      return List.of();
    }
  }
}
