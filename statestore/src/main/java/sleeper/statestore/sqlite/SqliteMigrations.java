package sleeper.statestore.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import sleeper.core.error.InvalidInput;

/** Makes new databases, and brings those of earlier releases up to date. */
final class SqliteMigrations {

  private SqliteMigrations() {}

  /** Makes a database in a file that is not there or empty, with what is set for the instance. */
  static void create(Path file, Map<String, String> properties) throws SQLException {
    try (Connection connection = SqliteConnections.create(file)) {
      requireEmpty(connection, file);
      String mode =
          Sql.first(connection, row -> row.getString(1), "PRAGMA journal_mode = WAL").orElse("");
      if (!mode.equals("wal")) {
        throw new SQLException("write-ahead mode is not possible here, only " + mode);
      }
      SqliteConnections.execute(connection, "BEGIN IMMEDIATE");
      requireEmpty(connection, file);
      SqliteConnections.execute(
          connection, "PRAGMA application_id = " + SqliteSchema.APPLICATION_ID);
      runSteps(connection, 0);
      SqliteProperties.insertForInstance(connection, properties);
      SqliteConnections.execute(connection, "COMMIT");
    }
  }

  /**
   * Whether steps are missing from a database.
   *
   * @throws InvalidInput if it is not ours, or has steps that this release does not know
   */
  static boolean isBehind(Connection connection, Path file) throws SQLException {
    requireOurs(connection, file);
    long version = version(connection);
    if (version > SqliteSchema.STEPS.size()) {
      throw new InvalidInput(
          ("The instance was written by a later release of this software; use that one:"
                  + " file=%s, version=%d, known=%d")
              .formatted(file, version, SqliteSchema.STEPS.size()));
    }
    return version < SqliteSchema.STEPS.size();
  }

  /** Runs the missing steps, if another process has not by now. */
  static boolean bringUpToDate(Connection connection, Path file) throws SQLException {
    boolean behind = isBehind(connection, file);
    if (behind) {
      runSteps(connection, (int) version(connection));
    }
    return behind;
  }

  private static void requireEmpty(Connection connection, Path file) throws SQLException {
    if (Sql.number(connection, "SELECT count(*) FROM sqlite_master") > 0) {
      requireOurs(connection, file);
      throw new InvalidInput(
          "There is an instance in folder %s already".formatted(file.toAbsolutePath().getParent()));
    }
  }

  private static void requireOurs(Connection connection, Path file) throws SQLException {
    if (Sql.number(connection, "PRAGMA application_id") != SqliteSchema.APPLICATION_ID) {
      throw new InvalidInput("The file is not the database of an instance: file=" + file);
    }
  }

  private static void runSteps(Connection connection, int from) throws SQLException {
    for (int step = from; step < SqliteSchema.STEPS.size(); step++) {
      for (String statement : SqliteSchema.STEPS.get(step)) {
        SqliteConnections.execute(connection, statement);
      }
    }
    SqliteConnections.execute(connection, "PRAGMA user_version = " + SqliteSchema.STEPS.size());
  }

  private static long version(Connection connection) throws SQLException {
    return Sql.number(connection, "PRAGMA user_version");
  }
}
