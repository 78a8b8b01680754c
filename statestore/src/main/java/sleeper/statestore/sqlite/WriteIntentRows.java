package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;

/** Write intents as rows. */
final class WriteIntentRows {

  private static final String ORDER = " ORDER BY start_time, run_id";

  /** What names an intent to whoever holds its epoch. */
  private static final String HELD = " WHERE table_id = ? AND run_id = ? AND epoch = ?";

  private WriteIntentRows() {}

  /** Inserts an open intent; one of the run that was fenced stays as it is. */
  static void insert(Connection connection, WriteIntent intent) throws SQLException {
    Sql.update(
        connection,
        """
        INSERT INTO write_intent (table_id, run_id, epoch, table_life, job_id, fingerprint,
          key_prefix, owner, start_time, lease_expires, phase, phase_time)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', NULL)
        ON CONFLICT (table_id, run_id) DO NOTHING
        """,
        intent.tableId(),
        intent.runId(),
        intent.token().epoch(),
        intent.tableLife(),
        intent.job().jobId(),
        intent.job().fingerprint(),
        intent.keyPrefix(),
        intent.owner(),
        intent.startedAt().toEpochMilli(),
        intent.leaseExpires().toEpochMilli());
  }

  static boolean renew(Connection connection, RunToken run, Instant leaseExpires)
      throws SQLException {
    return Sql.update(
            connection,
            "UPDATE write_intent SET lease_expires = ?" + HELD + " AND phase = 'OPEN'",
            leaseExpires.toEpochMilli(),
            run.tableId(),
            run.runId(),
            run.epoch())
        > 0;
  }

  static boolean fence(Connection connection, RunToken run, Instant now) throws SQLException {
    return Sql.update(
            connection,
            "UPDATE write_intent SET epoch = epoch + 1, phase = 'FENCED', phase_time = ?"
                + HELD
                + " AND phase = 'OPEN'",
            now.toEpochMilli(),
            run.tableId(),
            run.runId(),
            run.epoch())
        > 0;
  }

  static boolean bury(Connection connection, RunToken run, Instant now) throws SQLException {
    return Sql.update(
            connection,
            "UPDATE write_intent SET phase = 'SWEPT', phase_time = ?"
                + HELD
                + " AND phase = 'FENCED'",
            now.toEpochMilli(),
            run.tableId(),
            run.runId(),
            run.epoch())
        > 0;
  }

  static boolean delete(Connection connection, RunToken run, Phase phase) throws SQLException {
    return Sql.update(
            connection,
            "DELETE FROM write_intent" + HELD + " AND phase = ?",
            run.tableId(),
            run.runId(),
            run.epoch(),
            phase.name())
        > 0;
  }

  static boolean isOpen(Connection connection, RunToken run) throws SQLException {
    return Sql.number(
            connection,
            "SELECT count(*) FROM write_intent" + HELD + " AND phase = 'OPEN'",
            run.tableId(),
            run.runId(),
            run.epoch())
        > 0;
  }

  static Optional<WriteIntent> openOfJob(
      Connection connection, String tableId, long tableLife, String jobId) throws SQLException {
    return Sql.first(
        connection,
        WriteIntentRows::read,
        """
        SELECT * FROM write_intent
        WHERE table_id = ? AND table_life = ? AND job_id = ? AND phase = 'OPEN'
        """,
        tableId,
        tableLife,
        jobId);
  }

  static List<WriteIntent> ofTable(Connection connection, String tableId) throws SQLException {
    return Sql.list(
        connection,
        WriteIntentRows::read,
        "SELECT * FROM write_intent WHERE table_id = ?" + ORDER,
        tableId);
  }

  static List<WriteIntent> all(Connection connection) throws SQLException {
    return Sql.list(connection, WriteIntentRows::read, "SELECT * FROM write_intent" + ORDER);
  }

  private static WriteIntent read(ResultSet row) throws SQLException {
    long phaseTime = row.getLong("phase_time");
    Instant phaseSince = row.wasNull() ? null : Instant.ofEpochMilli(phaseTime);
    return new WriteIntent(
        new RunToken(row.getString("table_id"), row.getString("run_id"), row.getLong("epoch")),
        row.getLong("table_life"),
        new JobRequest(row.getString("job_id"), row.getString("fingerprint")),
        row.getString("key_prefix"),
        row.getString("owner"),
        Instant.ofEpochMilli(row.getLong("start_time")),
        Instant.ofEpochMilli(row.getLong("lease_expires")),
        Phase.valueOf(row.getString("phase")),
        phaseSince);
  }
}
