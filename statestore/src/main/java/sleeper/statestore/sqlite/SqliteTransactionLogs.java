package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Consumer;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;

/** The transaction logs in an instance's database. */
final class SqliteTransactionLogs implements TransactionLogs {

  private final SqliteInstanceDatabase database;

  SqliteTransactionLogs(SqliteInstanceDatabase database) {
    this.database = database;
  }

  @Override
  public TransactionLog log(String tableId, LogKind kind) {
    return new SqliteLog(tableId, kind);
  }

  /**
   * Appends an entry within a transaction of the caller.
   *
   * @throws CommitConflict if its number is not the next
   * @throws CommitRejected if the table is gone
   */
  static void append(Connection connection, String tableId, LogKind kind, LogEntry entry)
      throws SQLException {
    if (!exists(connection, tableId)) {
      throw new CommitRejected("The table was dropped: table=" + tableId);
    }
    long next = last(connection, tableId, kind).orElse(0) + 1;
    if (entry.number() != next) {
      throw new CommitConflict(
          "The transaction number is taken or not the next: table=%s, log=%s, number=%d, next=%d"
              .formatted(tableId, kind, entry.number(), next));
    }
    Sql.update(
        connection,
        "INSERT INTO transaction_log"
            + " (table_id, kind, transaction_number, update_time, type, body)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        tableId,
        kind.name(),
        entry.number(),
        entry.updateTime().toEpochMilli(),
        entry.type().name(),
        entry.body());
  }

  /** The number of the last entry of a log, within a transaction of the caller. */
  static OptionalLong last(Connection connection, String tableId, LogKind kind)
      throws SQLException {
    return bound(connection, "max", tableId, kind);
  }

  private static OptionalLong bound(
      Connection connection, String function, String tableId, LogKind kind) throws SQLException {
    long number =
        Sql.number(
            connection,
            "SELECT coalesce("
                + function
                + "(transaction_number), 0) FROM transaction_log"
                + " WHERE table_id = ? AND kind = ?",
            tableId,
            kind.name());
    return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static boolean exists(Connection connection, String tableId) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM sleeper_table WHERE table_id = ?", tableId)
        > 0;
  }

  private static LogEntry readEntry(ResultSet row) throws SQLException {
    String type = row.getString("type");
    return new LogEntry(
        row.getLong("transaction_number"),
        Instant.ofEpochMilli(row.getLong("update_time")),
        TransactionType.find(type)
            .orElseThrow(() -> new SQLException("the type of a transaction is not known: " + type)),
        row.getString("body"));
  }

  private final class SqliteLog implements TransactionLog {

    private final String tableId;
    private final LogKind kind;

    private SqliteLog(String tableId, LogKind kind) {
      this.tableId = tableId;
      this.kind = kind;
    }

    @Override
    public void append(LogEntry entry) {
      database.inTransaction(
          connection -> {
            SqliteTransactionLogs.append(connection, tableId, kind, entry);
            return entry;
          });
    }

    @Override
    public void read(long after, long upTo, Consumer<LogEntry> reader) {
      database.reading(
          connection -> {
            Sql.each(
                connection,
                row -> reader.accept(readEntry(row)),
                "SELECT transaction_number, update_time, type, body FROM transaction_log"
                    + " WHERE table_id = ? AND kind = ?"
                    + " AND transaction_number > ? AND transaction_number <= ?"
                    + " ORDER BY transaction_number",
                tableId,
                kind.name(),
                after,
                upTo);
            return upTo;
          });
    }

    @Override
    public OptionalLong firstNumber() {
      return database.reading(connection -> bound(connection, "min", tableId, kind));
    }

    @Override
    public OptionalLong lastNumber() {
      return database.reading(connection -> last(connection, tableId, kind));
    }

    @Override
    public void deleteUpTo(long number) {
      database.inTransaction(
          connection ->
              Sql.update(
                  connection,
                  "DELETE FROM transaction_log WHERE table_id = ?1 AND kind = ?2"
                      + " AND transaction_number <= ?3 AND transaction_number <"
                      + " (SELECT max(transaction_number) FROM transaction_log"
                      + " WHERE table_id = ?1 AND kind = ?2)",
                  tableId,
                  kind.name(),
                  number));
    }
  }
}
