package sleeper.statestore.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import sleeper.core.queue.DeadMessage;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.QueueSettings;

/** The messages of a queue in the instance's database that were set aside; each is a line of it. */
final class SqliteDeadMessages implements DeadMessages {

  private final SqliteInstanceDatabase database;
  private final QueueSettings settings;
  private final Clock clock;

  SqliteDeadMessages(SqliteInstanceDatabase database, QueueSettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<DeadMessage> list(int most) {
    return database.reading(
        connection ->
            Sql.list(
                connection,
                SqliteDeadMessages::message,
                """
                SELECT * FROM queue_message
                WHERE dead_time IS NOT NULL OR visible_time <= ? AND receive_count >= ?
                ORDER BY sent_time, message_id LIMIT ?
                """,
                clock.millis(),
                settings.maxReceives(),
                most));
  }

  @Override
  public long replay() {
    return change(
        "UPDATE queue_message SET dead_time = NULL, receipt = NULL, receive_count = 0"
            + " WHERE dead_time IS NOT NULL");
  }

  @Override
  public long delete() {
    return change("DELETE FROM queue_message WHERE dead_time IS NOT NULL");
  }

  private long change(String sql) {
    return database.inTransaction(
        connection -> {
          SqliteJobQueue.setDeadAside(connection, settings, clock.millis());
          return (long) Sql.update(connection, sql);
        });
  }

  private static DeadMessage message(ResultSet row) throws SQLException {
    return new DeadMessage(
        row.getString("message_id"),
        row.getString("body"),
        Instant.ofEpochMilli(row.getLong("sent_time")));
  }
}
