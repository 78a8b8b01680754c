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

  /** Sets what is given for the instance; the rest stays. */
  static void setForInstance(SqliteInstanceDatabase database, Map<String, String> properties) {
    database.inTransaction(
        connection -> {
          for (Map.Entry<String, String> property : properties.entrySet()) {
            Sql.update(
                connection,
                "INSERT INTO instance_property (name, value) VALUES (?1, ?2)"
                    + " ON CONFLICT (name) DO UPDATE SET value = ?2",
                property.getKey(),
                property.getValue());
          }
          return properties;
        });
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
