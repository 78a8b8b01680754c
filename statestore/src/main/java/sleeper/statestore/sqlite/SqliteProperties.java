package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Names and values as the database keeps them. */
final class SqliteProperties {

  private SqliteProperties() {}

  /** What was set for the instance, by name. */
  static Map<String, String> ofInstance(SqliteInstanceDatabase database) {
    return database.reading(
        connection -> read(connection, "SELECT name, value FROM instance_property"));
  }

  /** Sets properties of a new instance, within a transaction of the caller. */
  static void insertForInstance(Connection connection, Map<String, String> properties)
      throws SQLException {
    for (Map.Entry<String, String> property : properties.entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO instance_property (name, value) VALUES (?, ?)",
          property.getKey(),
          property.getValue());
    }
  }

  /** The rows of a query as names and values. */
  static Map<String, String> read(Connection connection, String sql, Object... values)
      throws SQLException {
    Map<String, String> properties = new TreeMap<>();
    Sql.each(
        connection,
        row -> properties.put(row.getString("name"), row.getString("value")),
        sql,
        values);
    return properties;
  }
}
