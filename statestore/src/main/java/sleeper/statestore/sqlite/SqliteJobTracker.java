package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.json.Json;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobEventJson;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;

/** What happened to the jobs of an instance, kept for a set time after it was written down. */
final class SqliteJobTracker implements JobTracker {

  private final SqliteInstanceDatabase database;
  private final Clock clock;
  private final Duration keep;

  SqliteJobTracker(SqliteInstanceDatabase database, Clock clock, Duration keep) {
    this.database = database;
    this.clock = clock;
    this.keep = keep;
  }

  @Override
  public void save(JobEvent event) {
    database.inTransaction(
        connection -> {
          Sql.update(connection, "DELETE FROM job_event WHERE expiry_time <= ?", clock.millis());
          String text = Json.compact(JobEventJson.write(event));
          return Sql.update(
              connection,
              """
              INSERT INTO job_event
                (table_id, job_id, update_time, validation, event, expiry_time)
              SELECT ?, ?, ?, ?, ?, ?
              WHERE NOT EXISTS (SELECT 1 FROM job_event WHERE job_id = ? AND event = ?)
              """,
              event.run().tableId(),
              event.run().jobId(),
              event.updateTime().toEpochMilli(),
              validation(event.update()),
              text,
              clock.millis() + keep.toMillis(),
              event.run().jobId(),
              text);
        });
  }

  @Override
  public List<JobEvent> ofTable(String tableId) {
    return events("SELECT event FROM job_event WHERE table_id = ?", tableId);
  }

  @Override
  public List<JobEvent> ofJob(String jobId) {
    return events("SELECT event FROM job_event WHERE job_id = ?", jobId);
  }

  @Override
  public List<JobEvent> ofRejectedJobs() {
    return events(
        """
        SELECT event FROM job_event WHERE job_id IN (
          SELECT job_id FROM job_event AS rejected WHERE validation = 'REJECTED'
          AND NOT EXISTS (
            SELECT 1 FROM job_event AS later
            WHERE later.job_id = rejected.job_id AND later.validation = 'ACCEPTED'
            AND (later.update_time, later.event_number)
              > (rejected.update_time, rejected.event_number)))
        """);
  }

  private List<JobEvent> events(String sql, Object... values) {
    return database.reading(connection -> events(connection, sql, values));
  }

  private static List<JobEvent> events(Connection connection, String sql, Object... values)
      throws SQLException {
    return Sql.list(connection, row -> row.getString(1), sql, values).stream()
        .flatMap(text -> JobEventJson.read(Json.parse("event of a job", text)).stream())
        .toList();
  }

  private static @Nullable String validation(JobUpdate update) {
    if (update instanceof JobUpdate.Rejected) {
      return "REJECTED";
    }
    return update instanceof JobUpdate.Accepted ? "ACCEPTED" : null;
  }
}
