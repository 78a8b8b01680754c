package sleeper.statestore.sqlite;

import java.util.List;

/**
 * The tables of an instance's database, as the steps that lead from each version to the next. A
 * step that was released is never changed: old files have run it.
 *
 * <p>docs/formats/sqlite.md describes the tables. Times are milliseconds since 1970.
 */
final class SqliteSchema {

  /** Marks a SQLite file as ours: {@code SLPR} in its header. */
  static final int APPLICATION_ID = 0x534C5052;

  /** Step {@code i} makes version {@code i + 1}. */
  static final List<List<String>> STEPS =
      List.of(tablesAndLogs(), ingestRuns(), queueAndTrackers());

  private SqliteSchema() {}

  private static List<String> tablesAndLogs() {
    return List.of(
        """
        CREATE TABLE instance_property (
          name TEXT NOT NULL PRIMARY KEY,
          value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE sleeper_table (
          table_id TEXT NOT NULL PRIMARY KEY,
          table_name TEXT NOT NULL UNIQUE
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE table_property (
          table_id TEXT NOT NULL REFERENCES sleeper_table ON DELETE CASCADE,
          name TEXT NOT NULL,
          value TEXT NOT NULL,
          PRIMARY KEY (table_id, name)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE dropped_table (
          table_id TEXT NOT NULL PRIMARY KEY,
          table_name TEXT NOT NULL,
          drop_time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE transaction_log (
          table_id TEXT NOT NULL REFERENCES sleeper_table ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind IN ('FILES', 'PARTITIONS')),
          transaction_number INTEGER NOT NULL CHECK (transaction_number >= 1),
          update_time INTEGER NOT NULL,
          type TEXT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (table_id, kind, transaction_number)
        ) STRICT
        """,
        """
        CREATE TABLE snapshot (
          table_id TEXT NOT NULL REFERENCES sleeper_table ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind IN ('FILES', 'PARTITIONS')),
          transaction_number INTEGER NOT NULL,
          filename TEXT NOT NULL,
          update_time INTEGER NOT NULL,
          PRIMARY KEY (table_id, kind, transaction_number)
        ) STRICT, WITHOUT ROWID
        """);
  }

  /**
   * An intent outlives its table, since its uploads have to be found; the ledger does not, since
   * the id of a dropped table never comes back.
   */
  private static List<String> ingestRuns() {
    return List.of(
        """
        CREATE TABLE write_intent (
          table_id TEXT NOT NULL,
          run_id TEXT NOT NULL,
          epoch INTEGER NOT NULL,
          table_life INTEGER NOT NULL,
          job_id TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          key_prefix TEXT NOT NULL,
          owner TEXT NOT NULL,
          start_time INTEGER NOT NULL,
          lease_expires INTEGER NOT NULL,
          phase TEXT NOT NULL CHECK (phase IN ('OPEN', 'FENCED', 'SWEPT')),
          phase_time INTEGER CHECK ((phase = 'OPEN') = (phase_time IS NULL)),
          PRIMARY KEY (table_id, run_id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE UNIQUE INDEX one_open_intent_per_job ON write_intent (table_id, table_life, job_id)
          WHERE phase = 'OPEN'
        """,
        """
        CREATE TABLE job_ledger (
          table_id TEXT NOT NULL REFERENCES sleeper_table ON DELETE CASCADE,
          table_life INTEGER NOT NULL,
          job_id TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          run_id TEXT NOT NULL,
          transaction_number INTEGER NOT NULL,
          commit_time INTEGER NOT NULL,
          rows_read INTEGER NOT NULL,
          rows_written INTEGER NOT NULL,
          rows_rejected INTEGER NOT NULL,
          rows_filtered INTEGER NOT NULL,
          files INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          PRIMARY KEY (table_id, table_life, job_id),
          UNIQUE (table_id, run_id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE INDEX newest_jobs ON job_ledger (table_id, table_life, commit_time)
        """);
  }

  /**
   * What happened to jobs outlives their tables. A job is found by its id alone, too, since that is
   * all its sender knows.
   */
  private static List<String> queueAndTrackers() {
    return List.of(
        """
        CREATE TABLE queue_message (
          message_id TEXT NOT NULL PRIMARY KEY,
          body TEXT NOT NULL,
          sent_time INTEGER NOT NULL,
          visible_time INTEGER NOT NULL,
          receive_count INTEGER NOT NULL,
          receipt TEXT UNIQUE,
          dead_time INTEGER
        ) STRICT
        """,
        """
        CREATE INDEX next_messages ON queue_message (visible_time) WHERE dead_time IS NULL
        """,
        """
        CREATE TABLE job_event (
          event_number INTEGER PRIMARY KEY,
          table_id TEXT,
          job_id TEXT NOT NULL,
          update_time INTEGER NOT NULL,
          validation TEXT CHECK (validation IN ('ACCEPTED', 'REJECTED')),
          event TEXT NOT NULL,
          expiry_time INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX job_events_of_table ON job_event (table_id)",
        "CREATE INDEX job_events_of_job ON job_event (job_id)",
        "CREATE INDEX validations ON job_event (validation) WHERE validation IS NOT NULL",
        "CREATE INDEX job_event_expiry ON job_event (expiry_time)",
        """
        CREATE TABLE ingest_task (
          task_id TEXT NOT NULL PRIMARY KEY,
          start_time INTEGER NOT NULL,
          finish_time INTEGER,
          jobs INTEGER NOT NULL,
          milliseconds_on_jobs INTEGER NOT NULL,
          rows_read INTEGER NOT NULL,
          rows_written INTEGER NOT NULL,
          expiry_time INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE job_progress (
          table_id TEXT NOT NULL,
          job_id TEXT NOT NULL,
          run_id TEXT NOT NULL,
          task_id TEXT,
          phase TEXT NOT NULL,
          rows INTEGER NOT NULL,
          total_rows INTEGER,
          bytes_read INTEGER NOT NULL,
          total_bytes INTEGER NOT NULL,
          rows_per_second REAL NOT NULL,
          update_time INTEGER NOT NULL,
          expiry_time INTEGER NOT NULL,
          PRIMARY KEY (table_id, job_id, run_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX job_progress_expiry ON job_progress (expiry_time)",
        """
        CREATE TABLE job_details (
          table_id TEXT NOT NULL,
          job_id TEXT NOT NULL,
          run_id TEXT NOT NULL,
          task_id TEXT,
          details TEXT NOT NULL,
          expiry_time INTEGER NOT NULL,
          PRIMARY KEY (table_id, job_id, run_id)
        ) STRICT
        """,
        "CREATE INDEX job_details_expiry ON job_details (expiry_time)");
  }
}
