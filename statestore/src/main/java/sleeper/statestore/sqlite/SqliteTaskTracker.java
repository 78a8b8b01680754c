package sleeper.statestore.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskStatus.End;
import sleeper.core.tracker.TaskTotals;
import sleeper.core.tracker.TaskTracker;

/** The tasks of an instance, kept for a set time after they were written down. */
final class SqliteTaskTracker implements TaskTracker {

  private final SqliteInstanceDatabase database;
  private final Clock clock;
  private final Duration keep;

  SqliteTaskTracker(SqliteInstanceDatabase database, Clock clock, Duration keep) {
    this.database = database;
    this.clock = clock;
    this.keep = keep;
  }

  @Override
  public void save(TaskStatus task) {
    End end = task.end();
    TaskTotals totals = end == null ? TaskTotals.NONE : end.totals();
    database.inTransaction(
        connection -> {
          Sql.update(connection, "DELETE FROM ingest_task WHERE expiry_time <= ?", clock.millis());
          return Sql.update(
              connection,
              """
              INSERT OR REPLACE INTO ingest_task (task_id, start_time, finish_time, jobs,
                milliseconds_on_jobs, rows_read, rows_written, expiry_time)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?)
              """,
              task.taskId(),
              task.startTime().toEpochMilli(),
              end == null ? null : end.finishTime().toEpochMilli(),
              totals.jobs(),
              totals.millisecondsOnJobs(),
              totals.rows().read(),
              totals.rows().written(),
              clock.millis() + keep.toMillis());
        });
  }

  @Override
  public List<TaskStatus> all() {
    return database.reading(
        connection ->
            Sql.list(
                connection,
                SqliteTaskTracker::read,
                "SELECT * FROM ingest_task ORDER BY start_time DESC, task_id"));
  }

  @Override
  public Optional<TaskStatus> find(String taskId) {
    return database.reading(
        connection ->
            Sql.first(
                connection,
                SqliteTaskTracker::read,
                "SELECT * FROM ingest_task WHERE task_id = ?",
                taskId));
  }

  private static TaskStatus read(ResultSet row) throws SQLException {
    return new TaskStatus(
        row.getString("task_id"), Instant.ofEpochMilli(row.getLong("start_time")), readEnd(row));
  }

  private static @Nullable End readEnd(ResultSet row) throws SQLException {
    if (row.getObject("finish_time") == null) {
      return null;
    }
    return new End(
        Instant.ofEpochMilli(row.getLong("finish_time")),
        new TaskTotals(
            row.getLong("jobs"),
            row.getLong("milliseconds_on_jobs"),
            new RowCounts(row.getLong("rows_read"), row.getLong("rows_written"))));
  }
}
