package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobDetailsJson;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobRunIds;

/** How far the runs of an instance are, kept for a set time after they were last heard of. */
final class SqliteJobProgress implements JobProgressStore {

  private final SqliteInstanceDatabase database;
  private final Clock clock;
  private final Duration keep;

  SqliteJobProgress(SqliteInstanceDatabase database, Clock clock, Duration keep) {
    this.database = database;
    this.clock = clock;
    this.keep = keep;
  }

  @Override
  public void publish(JobProgress progress) {
    requireRun(progress.run());
    database.inTransaction(
        connection -> {
          deleteExpired(connection);
          return insert(connection, progress);
        });
  }

  @Override
  public List<JobProgress> ofTable(String tableId) {
    return database.reading(
        connection ->
            Sql.list(
                connection,
                SqliteJobProgress::read,
                "SELECT * FROM job_progress WHERE table_id = ? ORDER BY update_time DESC",
                tableId));
  }

  @Override
  public List<JobProgress> ofJob(String tableId, String jobId) {
    return database.reading(
        connection ->
            Sql.list(
                connection,
                SqliteJobProgress::read,
                """
                SELECT * FROM job_progress WHERE table_id = ? AND job_id = ?
                ORDER BY update_time DESC
                """,
                tableId,
                jobId));
  }

  @Override
  public void keep(JobDetails details) {
    JobRunIds run = details.run();
    requireRun(run);
    database.inTransaction(
        connection -> {
          deleteExpired(connection);
          return Sql.update(
              connection,
              """
              INSERT OR REPLACE INTO job_details
                (table_id, job_id, run_id, task_id, details, expiry_time)
              VALUES (?, ?, ?, ?, ?, ?)
              """,
              run.tableId(),
              run.jobId(),
              run.runId(),
              run.taskId(),
              JobDetailsJson.write(details),
              expiry());
        });
  }

  @Override
  public Optional<JobDetails> details(String tableId, String jobId, String runId) {
    return database.reading(
        connection ->
            Sql.first(
                connection,
                row -> JobDetailsJson.read(readRun(row), row.getString("details")),
                "SELECT * FROM job_details WHERE table_id = ? AND job_id = ? AND run_id = ?",
                tableId,
                jobId,
                runId));
  }

  private int insert(Connection connection, JobProgress progress) throws SQLException {
    JobRunIds run = progress.run();
    JobCounts counts = progress.counts();
    return Sql.update(
        connection,
        """
        INSERT OR REPLACE INTO job_progress (table_id, job_id, run_id, task_id, phase, rows,
          total_rows, bytes_read, total_bytes, rows_per_second, update_time, expiry_time)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        run.tableId(),
        run.jobId(),
        run.runId(),
        run.taskId(),
        progress.phase().name(),
        counts.rows(),
        counts.totalRows().isPresent() ? counts.totalRows().getAsLong() : null,
        counts.bytesRead(),
        counts.totalBytes(),
        counts.rowsPerSecond(),
        progress.time().toEpochMilli(),
        expiry());
  }

  private void deleteExpired(Connection connection) throws SQLException {
    long now = clock.millis();
    Sql.update(connection, "DELETE FROM job_progress WHERE expiry_time <= ?", now);
    Sql.update(connection, "DELETE FROM job_details WHERE expiry_time <= ?", now);
  }

  private long expiry() {
    return clock.millis() + keep.toMillis();
  }

  private static JobProgress read(ResultSet row) throws SQLException {
    return new JobProgress(
        readRun(row),
        JobPhase.valueOf(row.getString("phase")),
        new JobCounts(
            row.getLong("rows"),
            numberIfPresent(row, "total_rows"),
            row.getLong("bytes_read"),
            row.getLong("total_bytes"),
            row.getDouble("rows_per_second")),
        Instant.ofEpochMilli(row.getLong("update_time")));
  }

  private static JobRunIds readRun(ResultSet row) throws SQLException {
    @Nullable String taskId = row.getString("task_id");
    return new JobRunIds(
        row.getString("table_id"), row.getString("job_id"), row.getString("run_id"), taskId);
  }

  private static OptionalLong numberIfPresent(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static void requireRun(JobRunIds run) {
    if (run.tableId() == null || run.runId() == null) {
      throw new IllegalArgumentException("A run has an id and a table: " + run);
    }
  }
}
