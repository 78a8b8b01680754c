package sleeper.statestore.sqlite;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;

/**
 * Everything an instance keeps beside its data files, in one SQLite file: its tables and their
 * properties, transaction logs, snapshots, the queue of ingest jobs, and what they did.
 *
 * <p>Several processes may have the file open at once. It is in write-ahead mode: readers never
 * wait, and writers wait for each other. What was committed survives a crash of process and
 * machine. While it is open there are two more files beside it, which belong to it; the folder has
 * to be on a local disk. Thread-safe.
 */
public final class SqliteInstanceDatabase implements AutoCloseable {

  /** Work on a connection, inside a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final SqliteConnections connections;
  private final ReentrantLock writing = new ReentrantLock(true);

  private SqliteInstanceDatabase(SqliteConnections connections) {
    this.connections = connections;
  }

  /**
   * Makes the database of a new instance and opens it. Whoever is killed meanwhile leaves nothing,
   * or a file without anything in it, with which this begins again.
   *
   * @param properties what is set for the instance, by name
   * @throws InvalidInput if there is an instance in the file's folder, or the file is something
   *     else
   * @throws UncheckedIOException if it cannot be made
   */
  public static SqliteInstanceDatabase create(Path file, Map<String, String> properties) {
    try {
      SqliteMigrations.create(file, properties);
    } catch (SQLException e) {
      throw SqliteFailures.failed("The instance's database could not be made", file, e);
    }
    return open(file);
  }

  /**
   * Opens the database of an instance, and brings one of an earlier release up to date.
   *
   * @throws InvalidInput if the file is not there, is something else, or was written by a later
   *     release; it is left as it was
   * @throws UncheckedIOException if it cannot be read
   */
  public static SqliteInstanceDatabase open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInput("There is no instance here: no file=" + file);
    }
    SqliteInstanceDatabase database = new SqliteInstanceDatabase(new SqliteConnections(file));
    try {
      if (database.reading(connection -> SqliteMigrations.isBehind(connection, file))) {
        database.inTransaction(connection -> SqliteMigrations.bringUpToDate(connection, file));
      }
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** What was set for the instance, by name. */
  public Map<String, String> instanceProperties() {
    return SqliteProperties.ofInstance(this);
  }

  /** The instance's tables and what was set for them. */
  public SqliteTables tables(Clock clock) {
    return new SqliteTables(this, clock);
  }

  /** The logs of the instance's tables. */
  public TransactionLogs transactionLogs() {
    return new SqliteTransactionLogs(this);
  }

  /** Which snapshots there are of the instance's tables. */
  public SnapshotRecords snapshotRecords() {
    return new SqliteSnapshotRecords(this);
  }

  /** Where the runs of ingest jobs are kept. */
  public IngestCommitStore ingestCommitStore() {
    return new SqliteIngestCommitStore(this);
  }

  /** The tables that were dropped and whose objects have not all been deleted. */
  public DroppedTables droppedTables() {
    return new SqliteDroppedTables(this);
  }

  /** The instance's queue of job messages. */
  public JobQueue jobQueue(QueueSettings settings, QueueEnvironment environment) {
    return new SqliteJobQueue(this, settings, environment);
  }

  /** What happened to jobs, kept for a time after it was written down. */
  public JobTracker jobTracker(Clock clock, Duration keep) {
    return new SqliteJobTracker(this, clock, keep);
  }

  /** When tasks began and ended, kept for a time after it was written down. */
  public TaskTracker taskTracker(Clock clock, Duration keep) {
    return new SqliteTaskTracker(this, clock, keep);
  }

  /** How far runs are, kept for a time after they were last heard of. */
  public JobProgressStore jobProgress(Clock clock, Duration keep) {
    return new SqliteJobProgress(this, clock, keep);
  }

  /**
   * Runs work that changes the database, as one transaction that sees everything committed before
   * it and that no other writer can come between. It happens as a whole or, if the work throws, not
   * at all. Must not be called from within itself.
   *
   * @throws UncheckedIOException if the database failed; nothing was changed
   * @throws CommitStateUnknown if the very end of it failed: doing the same again settles it
   */
  <T> T inTransaction(Work<T> work) {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("A transaction was begun within another: file=" + file());
    }
    writing.lock();
    try {
      return transact("BEGIN IMMEDIATE", work);
    } finally {
      writing.unlock();
    }
  }

  /** Runs work that reads one unchanging state of the database. */
  <T> T reading(Work<T> work) {
    return transact("BEGIN", work);
  }

  Path file() {
    return connections.file();
  }

  @Override
  public void close() {
    try {
      connections.close();
    } catch (SQLException e) {
      throw SqliteFailures.failed("The instance's database could not be closed", file(), e);
    }
  }

  private <T> T transact(String begin, Work<T> work) {
    try (SqliteConnections.Lease lease = connections.lease()) {
      Connection connection = lease.connection();
      SqliteConnections.execute(connection, begin);
      T result = work.run(connection);
      commit(connection);
      lease.keep();
      return result;
    } catch (SQLException e) {
      throw SqliteFailures.failed("The instance's database failed", file(), e);
    }
  }

  /**
   * A commit whose end could not be synced may still be in the log of the file, and come up after a
   * crash.
   */
  private void commit(Connection connection) {
    try {
      SqliteConnections.execute(connection, "COMMIT");
    } catch (SQLException e) {
      throw SqliteFailures.unknown("The instance's database failed to commit", file(), e);
    }
  }
}
