package sleeper.statestore.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;
import sleeper.core.error.InvalidInput;

/**
 * Connections to one file, kept for the next use. As many are open as were ever in use at once.
 * Thread-safe.
 */
final class SqliteConnections implements AutoCloseable {

  /** How long a statement waits for another process that writes. */
  static final int BUSY_TIMEOUT_MILLIS = 30_000;

  private final Path file;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  SqliteConnections(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * A connection for one transaction of one thread. Closing the lease closes the connection, and so
   * ends whatever transaction it is in, unless it was to be kept.
   */
  final class Lease implements AutoCloseable {

    private final Connection connection;
    private boolean kept;

    private Lease(Connection connection) {
      this.connection = connection;
    }

    Connection connection() {
      return connection;
    }

    /** Says that the transaction has ended well, so that the connection can be used again. */
    void keep() {
      kept = true;
    }

    @Override
    public void close() throws SQLException {
      if (!kept || !giveBack(connection)) {
        connection.close();
      }
    }
  }

  /** A connection that is outside of any transaction. */
  Lease lease() throws SQLException {
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("The database has been closed: file=" + file);
      }
      Connection known = idle.pollFirst();
      if (known != null) {
        return new Lease(known);
      }
    }
    return new Lease(settings(true).createConnection(url(file)));
  }

  private synchronized boolean giveBack(Connection connection) {
    if (!closed) {
      idle.addFirst(connection);
    }
    return !closed;
  }

  /** A connection that makes the file if it is not there; the caller closes it. */
  static Connection create(Path file) throws SQLException {
    return settings(false).createConnection(url(file));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Closing the last connection of all folds the write-ahead log into the file. */
  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    SQLException failure = null;
    for (Connection connection : idle) {
      try {
        connection.close();
      } catch (SQLException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    idle.clear();
    if (failure != null) {
      throw failure;
    }
  }

  private static SQLiteConfig settings(boolean mustExist) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    if (mustExist) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    return config;
  }

  /** The driver takes what follows a question mark for settings. */
  private static String url(Path file) {
    String path = file.toAbsolutePath().toString();
    if (path.indexOf('?') >= 0) {
      throw new InvalidInput("The path of an instance must not have a question mark: file=" + file);
    }
    return "jdbc:sqlite:" + path;
  }
}
