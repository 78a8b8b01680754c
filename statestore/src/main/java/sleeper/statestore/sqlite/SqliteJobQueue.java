package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.queue.ReceivedMessage;

/**
 * The job queue of an instance in its database. Waiting is looking again and again, which writes
 * nothing as long as there is no message.
 */
final class SqliteJobQueue implements JobQueue {

  private static final long LOOK_EVERY_MILLIS = 200;

  private static final String CAN_BE_RECEIVED = "dead_time IS NULL AND visible_time <= ?";

  private static final String HELD = "message_id = ? AND receipt = ? AND visible_time > ?";

  private final SqliteInstanceDatabase database;
  private final QueueSettings settings;
  private final QueueEnvironment environment;

  SqliteJobQueue(
      SqliteInstanceDatabase database, QueueSettings settings, QueueEnvironment environment) {
    this.database = database;
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException {
    long end = now() + wait.toMillis();
    List<ReceivedMessage> received = take(most);
    while (received.isEmpty() && now() < end) {
      environment.pause().pause(Math.min(LOOK_EVERY_MILLIS, end - now()));
      received = take(most);
    }
    return received;
  }

  @Override
  public boolean hold(ReceivedMessage message, Duration visibility) {
    return database.inTransaction(
            connection ->
                Sql.update(
                    connection,
                    "UPDATE queue_message SET visible_time = ? WHERE " + HELD,
                    now() + visibility.toMillis(),
                    message.id(),
                    message.receipt(),
                    now()))
        > 0;
  }

  @Override
  public void delete(ReceivedMessage message) {
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                "DELETE FROM queue_message WHERE " + HELD,
                message.id(),
                message.receipt(),
                now()));
  }

  @Override
  public void giveBack(ReceivedMessage message, Duration delay) {
    database.inTransaction(
        connection -> {
          int changed =
              Sql.update(
                  connection,
                  "UPDATE queue_message SET visible_time = ?, receipt = NULL WHERE " + HELD,
                  now() + delay.toMillis(),
                  message.id(),
                  message.receipt(),
                  now());
          setDeadAside(connection, now());
          return changed;
        });
  }

  @Override
  public String send(String body) {
    String id = environment.ids().get();
    database.inTransaction(
        connection ->
            Sql.update(
                connection,
                """
                INSERT INTO queue_message (message_id, body, sent_time, visible_time, receive_count)
                VALUES (?1, ?2, ?3, ?3, 0)
                """,
                id,
                body,
                now()));
    return id;
  }

  @Override
  public QueueDepth depth() {
    long now = now();
    return database.reading(connection -> depth(connection, now));
  }

  @Override
  public DeadMessages dead() {
    return new SqliteDeadMessages(database, settings, environment.clock());
  }

  private QueueDepth depth(Connection connection, long now) throws SQLException {
    return Sql.first(
            connection,
            row -> readDepth(row, now),
            """
            SELECT
              count(*) FILTER (WHERE dead_time IS NULL AND visible_time <= ?1
                AND receive_count < ?2) AS waiting,
              count(*) FILTER (WHERE dead_time IS NULL AND visible_time > ?1) AS in_flight,
              count(*) FILTER (WHERE dead_time IS NOT NULL
                OR visible_time <= ?1 AND receive_count >= ?2) AS dead,
              min(sent_time) FILTER (WHERE dead_time IS NULL AND visible_time <= ?1
                AND receive_count < ?2) AS oldest
            FROM queue_message
            """,
            now,
            settings.maxReceives())
        .orElseThrow();
  }

  private static QueueDepth readDepth(ResultSet row, long now) throws SQLException {
    long waiting = row.getLong("waiting");
    Optional<Duration> oldest =
        waiting == 0
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(now - row.getLong("oldest")));
    return new QueueDepth(waiting, row.getLong("in_flight"), row.getLong("dead"), oldest);
  }

  private List<ReceivedMessage> take(int most) {
    if (!isAnyVisible()) {
      return List.of();
    }
    return database.inTransaction(connection -> take(connection, most));
  }

  private boolean isAnyVisible() {
    return database.reading(
        connection ->
            Sql.first(
                    connection,
                    row -> true,
                    "SELECT 1 FROM queue_message WHERE " + CAN_BE_RECEIVED + " LIMIT 1",
                    now())
                .isPresent());
  }

  private List<ReceivedMessage> take(Connection connection, int most) throws SQLException {
    long now = now();
    setDeadAside(connection, now);
    List<ReceivedMessage> received =
        Sql.list(
            connection,
            this::delivery,
            "SELECT * FROM queue_message WHERE "
                + CAN_BE_RECEIVED
                + " ORDER BY visible_time, sent_time LIMIT ?",
            now,
            most);
    for (ReceivedMessage message : received) {
      Sql.update(
          connection,
          """
          UPDATE queue_message SET receipt = ?, visible_time = ?, receive_count = ?
          WHERE message_id = ?
          """,
          message.receipt(),
          now + settings.visibility().toMillis(),
          message.receiveCount(),
          message.id());
    }
    return new ArrayList<>(received);
  }

  private ReceivedMessage delivery(ResultSet row) throws SQLException {
    return new ReceivedMessage(
        row.getString("message_id"),
        environment.ids().get(),
        row.getString("body"),
        row.getInt("receive_count") + 1);
  }

  private void setDeadAside(Connection connection, long now) throws SQLException {
    setDeadAside(connection, settings, now);
  }

  /** Sets aside what was received too often and is not held any more. */
  static void setDeadAside(Connection connection, QueueSettings settings, long now)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE queue_message SET dead_time = ? WHERE "
            + CAN_BE_RECEIVED
            + " AND receive_count >= ?",
        now,
        now,
        settings.maxReceives());
  }

  private long now() {
    return environment.clock().millis();
  }
}
