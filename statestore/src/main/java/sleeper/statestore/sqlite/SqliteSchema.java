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
  static final List<List<String>> STEPS = List.of(tablesAndLogs());

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
          table_name TEXT NOT NULL UNIQUE,
          online INTEGER NOT NULL DEFAULT 1
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
}
