package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;

/** Entries of the job ledger as rows. */
final class LedgerRows {

  private LedgerRows() {}

  static void insert(Connection connection, String tableId, long tableLife, LedgerEntry entry)
      throws SQLException {
    RunTotals totals = entry.totals();
    Sql.update(
        connection,
        """
        INSERT INTO job_ledger (table_id, table_life, job_id, fingerprint, run_id,
          transaction_number, commit_time, rows_read, rows_written, rows_rejected, rows_filtered,
          files, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        tableId,
        tableLife,
        entry.jobId(),
        entry.fingerprint(),
        entry.runId(),
        entry.transactionNumber(),
        entry.committedAt().toEpochMilli(),
        totals.rowsRead(),
        totals.rowsWritten(),
        totals.rowsRejected(),
        totals.rowsFiltered(),
        totals.files(),
        totals.bytes());
  }

  static Optional<LedgerEntry> ofJob(
      Connection connection, String tableId, long tableLife, String jobId) throws SQLException {
    return Sql.first(
        connection,
        LedgerRows::read,
        "SELECT * FROM job_ledger WHERE table_id = ? AND table_life = ? AND job_id = ?",
        tableId,
        tableLife,
        jobId);
  }

  static Optional<LedgerEntry> ofRun(Connection connection, String tableId, String runId)
      throws SQLException {
    return Sql.first(
        connection,
        LedgerRows::read,
        "SELECT * FROM job_ledger WHERE table_id = ? AND run_id = ?",
        tableId,
        runId);
  }

  static List<LedgerEntry> newest(Connection connection, String tableId, long tableLife, int limit)
      throws SQLException {
    return Sql.list(
        connection,
        LedgerRows::read,
        """
        SELECT * FROM job_ledger WHERE table_id = ? AND table_life = ?
        ORDER BY commit_time DESC, transaction_number DESC, job_id LIMIT ?
        """,
        tableId,
        tableLife,
        limit);
  }

  private static LedgerEntry read(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getString("job_id"),
        row.getString("fingerprint"),
        row.getString("run_id"),
        row.getLong("transaction_number"),
        Instant.ofEpochMilli(row.getLong("commit_time")),
        new RunTotals(
            row.getLong("rows_read"),
            row.getLong("rows_written"),
            row.getLong("rows_rejected"),
            row.getLong("rows_filtered"),
            row.getLong("files"),
            row.getLong("bytes")));
  }
}
