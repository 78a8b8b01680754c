package sleeper.statestore.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;

/** Says in a sentence why SQLite failed. */
final class SqliteFailures {

  private SqliteFailures() {}

  /** The exception to throw where nothing was changed. */
  static RuntimeException failed(String what, Path file, SQLException cause) {
    return switch (codeOf(cause)) {
      case SQLITE_NOTADB ->
          new InvalidInput("The file is not the database of an instance: file=" + file, cause);
      case SQLITE_CORRUPT ->
          new UncheckedIOException(
              new CorruptData(what + " because it is damaged: file=" + file, cause));
      case SQLITE_BUSY ->
          io(
              "%s: another process has been writing to it for %d s: file=%s"
                  .formatted(what, SqliteConnections.BUSY_TIMEOUT_MILLIS / 1000, file),
              cause);
      case SQLITE_FULL -> io(what + ": the disk is full: file=" + file, cause);
      case SQLITE_READONLY, SQLITE_CANTOPEN ->
          io(what + ": its folder cannot be written to: file=" + file, cause);
      default -> io("%s: %s: file=%s".formatted(what, reasonOf(cause), file), cause);
    };
  }

  /**
   * Where the driver itself fails, such as when its library cannot be unpacked, the cause tells.
   */
  private static String reasonOf(SQLException e) {
    Throwable cause = e.getCause();
    String reason = String.valueOf(e.getMessage());
    return cause == null ? reason : reason + ": " + cause.getMessage();
  }

  private static UncheckedIOException io(String message, SQLException cause) {
    return new UncheckedIOException(new IOException(message, cause));
  }

  /** The driver reports extended codes; their low byte is the code that they refine. */
  private static SQLiteErrorCode codeOf(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
