package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sleeper.core.error.InvalidInput;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.table.TableId;
import sleeper.core.table.TableNames;
import sleeper.core.table.TableStore;

/**
 * The tables of an instance and what was set for them. Each method is one SQL transaction, so a
 * table is there with its properties and partitions or not at all. Thread-safe.
 */
public final class SqliteTables implements TableStore {

  private static final String SELECT = "SELECT table_id, table_name FROM sleeper_table";

  private final SqliteInstanceDatabase database;
  private final Clock clock;

  SqliteTables(SqliteInstanceDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void create(TableId table, Map<String, String> properties, LogEntry partitions) {
    TableNames.check(table.name());
    database.inTransaction(
        connection -> {
          insert(connection, table);
          insertProperties(connection, table.id(), properties);
          SqliteTransactionLogs.append(connection, table.id(), LogKind.PARTITIONS, partitions);
          return table;
        });
  }

  @Override
  public void create(TableId table) {
    TableNames.check(table.name());
    database.inTransaction(
        connection -> {
          insert(connection, table);
          return table;
        });
  }

  @Override
  public Optional<TableId> findByName(String name) {
    return database.reading(
        connection ->
            Sql.first(connection, SqliteTables::tableId, SELECT + " WHERE table_name = ?", name));
  }

  @Override
  public Optional<TableId> findById(String id) {
    return database.reading(
        connection ->
            Sql.first(connection, SqliteTables::tableId, SELECT + " WHERE table_id = ?", id));
  }

  @Override
  public List<TableId> list() {
    return database.reading(
        connection -> Sql.list(connection, SqliteTables::tableId, SELECT + " ORDER BY table_name"));
  }

  /** Drops a table, whose logs, jobs and properties go at once, and its files when collected. */
  @Override
  public boolean drop(TableId table) {
    return database.inTransaction(
        connection -> {
          int dropped =
              Sql.update(
                  connection,
                  "DELETE FROM sleeper_table WHERE table_id = ? AND table_name = ?",
                  table.id(),
                  table.name());
          if (dropped > 0) {
            Sql.update(
                connection,
                "INSERT INTO dropped_table (table_id, table_name, drop_time) VALUES (?, ?, ?)",
                table.id(),
                table.name(),
                clock.millis());
          }
          return dropped > 0;
        });
  }

  @Override
  public Map<String, String> properties(TableId table) {
    return database.reading(
        connection -> {
          requireTable(connection, table);
          return properties(connection, table.id());
        });
  }

  @Override
  public void changeProperties(TableId table, UnaryOperator<Map<String, String>> change) {
    database.inTransaction(
        connection -> {
          requireTable(connection, table);
          Map<String, String> changed = change.apply(properties(connection, table.id()));
          Sql.update(connection, "DELETE FROM table_property WHERE table_id = ?", table.id());
          insertProperties(connection, table.id(), changed);
          return changed;
        });
  }

  private static Map<String, String> properties(Connection connection, String tableId)
      throws SQLException {
    return SqliteProperties.read(
        connection, "SELECT name, value FROM table_property WHERE table_id = ?", tableId);
  }

  private static void insertProperties(
      Connection connection, String tableId, Map<String, String> properties) throws SQLException {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO table_property (table_id, name, value) VALUES (?, ?, ?)",
          tableId,
          property.getKey(),
          property.getValue());
    }
  }

  private static void insert(Connection connection, TableId table) throws SQLException {
    if (exists(connection, "table_name", table.name())) {
      throw new InvalidInput("There is a table %s already".formatted(table.name()));
    }
    if (exists(connection, "table_id", table.id())
        || Sql.number(
                connection, "SELECT count(*) FROM dropped_table WHERE table_id = ?", table.id())
            > 0) {
      throw new InvalidInput("A table has the id %s already".formatted(table.id()));
    }
    Sql.update(
        connection,
        "INSERT INTO sleeper_table (table_id, table_name) VALUES (?, ?)",
        table.id(),
        table.name());
  }

  private static void requireTable(Connection connection, TableId table) throws SQLException {
    if (!exists(connection, "table_id", table.id())) {
      throw new InvalidInput("Table %s does not exist any more".formatted(table.name()));
    }
  }

  private static boolean exists(Connection connection, String column, String value)
      throws SQLException {
    return Sql.number(
            connection, "SELECT count(*) FROM sleeper_table WHERE " + column + " = ?", value)
        > 0;
  }

  private static TableId tableId(ResultSet row) throws SQLException {
    return new TableId(row.getString("table_id"), row.getString("table_name"));
  }
}
