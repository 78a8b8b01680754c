package sleeper.statestore.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
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
  public long replay(Predicate<DeadMessage> which) {
    return change(
        which,
        "UPDATE queue_message SET dead_time = NULL, receipt = NULL, receive_count = 0"
            + " WHERE dead_time IS NOT NULL AND message_id = ?");
  }

  @Override
  public long delete(Predicate<DeadMessage> which) {
    return change(
        which, "DELETE FROM queue_message WHERE dead_time IS NOT NULL AND message_id = ?");
  }

  /** Nobody is asked while the database is locked: it may take the database to answer. */
  private long change(Predicate<DeadMessage> which, String sql) {
    List<String> ids = list(Integer.MAX_VALUE).stream().filter(which).map(DeadMessage::id).toList();
    return database.inTransaction(
        connection -> {
          SqliteJobQueue.setDeadAside(connection, settings, clock.millis());
          long changed = 0;
          for (String id : ids) {
            changed += Sql.update(connection, sql, id);
          }
          return changed;
        });
  }

  private static DeadMessage message(ResultSet row) throws SQLException {
    return new DeadMessage(
        row.getString("message_id"),
        row.getString("body"),
        Instant.ofEpochMilli(row.getLong("sent_time")));
  }
}
