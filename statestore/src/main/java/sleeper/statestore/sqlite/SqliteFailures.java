package sleeper.statestore.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;

/** Says in a sentence why SQLite failed. */
final class SqliteFailures {

  private SqliteFailures() {}

  /** The exception to throw where nothing was changed. */
  static RuntimeException failed(String what, Path file, SQLException cause) {
    String sentence = sentence(what, file, cause);
    return switch (codeOf(cause)) {
      case SQLITE_NOTADB -> new InvalidInput(sentence, cause);
      case SQLITE_CORRUPT -> new UncheckedIOException(new CorruptData(sentence, cause));
      default -> new UncheckedIOException(new IOException(sentence, cause));
    };
  }

  /** The exception to throw where a change may have happened. */
  static CommitStateUnknown unknown(String what, Path file, SQLException cause) {
    return new CommitStateUnknown(sentence(what, file, cause), cause);
  }

  private static String sentence(String what, Path file, SQLException cause) {
    return switch (codeOf(cause)) {
      case SQLITE_NOTADB -> "The file is not the database of an instance: file=" + file;
      case SQLITE_CORRUPT -> what + " because it is damaged: file=" + file;
      case SQLITE_BUSY ->
          "%s: another process has been writing to it for %d s: file=%s"
              .formatted(what, SqliteConnections.BUSY_TIMEOUT_MILLIS / 1000, file);
      case SQLITE_FULL -> what + ": the disk is full: file=" + file;
      case SQLITE_READONLY, SQLITE_CANTOPEN ->
          what + ": its folder cannot be written to: file=" + file;
      default -> "%s: %s: file=%s".formatted(what, reasonOf(cause), file);
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

  /** The driver reports extended codes; their low byte is the code that they refine. */
  private static SQLiteErrorCode codeOf(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }
}
