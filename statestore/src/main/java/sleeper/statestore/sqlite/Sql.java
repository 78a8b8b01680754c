package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Short forms of the statements that this package runs on a connection. */
final class Sql {

  /** Makes a value of the row that a result set is at. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Takes the row that a result set is at. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  private Sql() {}

  /** Runs a statement with values for its question marks; returns how many rows it changed. */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** The first row of a query, if there is one. */
  static <T> Optional<T> first(
      Connection connection, RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /** All rows of a query, in its order. */
  static <T> List<T> list(
      Connection connection, RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    List<T> list = new ArrayList<>();
    each(connection, row -> list.add(reader.read(row)), sql, values);
    return list;
  }

  /** Hands over the rows of a query one by one. */
  static void each(
      Connection connection, RowConsumer consumer, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        consumer.accept(rows);
      }
    }
  }

  /** The number that a query gives, which has one row and column. */
  static long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    return first(connection, row -> row.getLong(1), sql, values)
        .orElseThrow(() -> new SQLException("The query has no row: " + sql));
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
