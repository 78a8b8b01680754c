package sleeper.statestore.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;

/** Write intents and the job ledger of an instance; each method is one SQL transaction. */
final class SqliteIngestCommitStore implements IngestCommitStore {

  private final SqliteInstanceDatabase database;

  SqliteIngestCommitStore(SqliteInstanceDatabase database) {
    this.database = database;
  }

  @Override
  public IntentCreation create(WriteIntent intent) {
    return database.inTransaction(connection -> create(connection, intent));
  }

  @Override
  public boolean renew(RunToken run, Instant leaseExpires) {
    return database.inTransaction(
        connection -> WriteIntentRows.renew(connection, run, leaseExpires));
  }

  @Override
  public boolean fence(RunToken run, Instant now) {
    return database.inTransaction(connection -> WriteIntentRows.fence(connection, run, now));
  }

  @Override
  public boolean close(RunToken run) {
    return database.inTransaction(
        connection -> WriteIntentRows.delete(connection, run, Phase.OPEN));
  }

  @Override
  public boolean bury(RunToken run, Instant now) {
    return database.inTransaction(connection -> WriteIntentRows.bury(connection, run, now));
  }

  @Override
  public boolean forget(RunToken run) {
    return database.inTransaction(
        connection -> WriteIntentRows.delete(connection, run, Phase.SWEPT));
  }

  @Override
  public List<WriteIntent> intents(String tableId) {
    return database.reading(connection -> WriteIntentRows.ofTable(connection, tableId));
  }

  @Override
  public List<WriteIntent> allIntents() {
    return database.reading(WriteIntentRows::all);
  }

  @Override
  public Optional<LedgerEntry> committedJob(String tableId, long tableLife, String jobId) {
    return database.reading(connection -> LedgerRows.ofJob(connection, tableId, tableLife, jobId));
  }

  @Override
  public Optional<LedgerEntry> committedRun(String tableId, String runId) {
    return database.reading(connection -> LedgerRows.ofRun(connection, tableId, runId));
  }

  @Override
  public List<LedgerEntry> committedJobs(String tableId, long tableLife, int limit) {
    return database.reading(connection -> LedgerRows.newest(connection, tableId, tableLife, limit));
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    return database.inTransaction(connection -> commit(connection, request));
  }

  private static IntentCreation create(Connection connection, WriteIntent intent)
      throws SQLException {
    String tableId = intent.tableId();
    String jobId = intent.job().jobId();
    if (!tableExists(connection, tableId)) {
      return new IntentCreation.TableGone();
    }
    Optional<LedgerEntry> committed =
        LedgerRows.ofJob(connection, tableId, intent.tableLife(), jobId);
    if (committed.isPresent()) {
      return new IntentCreation.JobCommitted(committed.get());
    }
    Optional<WriteIntent> open =
        WriteIntentRows.openOfJob(connection, tableId, intent.tableLife(), jobId);
    if (open.isEmpty()) {
      WriteIntentRows.insert(connection, intent);
    } else if (!open.get().runId().equals(intent.runId())) {
      return new IntentCreation.JobOpen(open.get());
    }
    return new IntentCreation.Created();
  }

  private static CommitDecision commit(Connection connection, CommitRequest request)
      throws SQLException {
    RunToken run = request.run();
    Optional<LedgerEntry> own = LedgerRows.ofRun(connection, run.tableId(), run.runId());
    if (own.isPresent()) {
      return new CommitDecision.AlreadyCommitted(own.get());
    } else if (!tableExists(connection, run.tableId())) {
      return new CommitDecision.TableGone();
    }
    Optional<LedgerEntry> other =
        LedgerRows.ofJob(connection, run.tableId(), request.tableLife(), request.entry().jobId());
    if (other.isPresent()) {
      return new CommitDecision.AlreadyCommitted(other.get());
    } else if (!WriteIntentRows.isOpen(connection, run)) {
      return new CommitDecision.Fenced();
    } else if (last(connection, request, LogKind.PARTITIONS) != request.partitionsVersion()) {
      return new CommitDecision.PartitionsChanged();
    } else if (last(connection, request, LogKind.FILES) != request.version()) {
      return new CommitDecision.NumberTaken();
    }
    publish(connection, request);
    return new CommitDecision.Committed(request.entry());
  }

  private static void publish(Connection connection, CommitRequest request) throws SQLException {
    RunToken run = request.run();
    Optional<LogEntry> files = request.logEntry();
    if (files.isPresent()) {
      SqliteTransactionLogs.append(connection, run.tableId(), LogKind.FILES, files.get());
    }
    LedgerRows.insert(connection, run.tableId(), request.tableLife(), request.entry());
    WriteIntentRows.delete(connection, run, Phase.OPEN);
  }

  private static boolean tableExists(Connection connection, String tableId) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM sleeper_table WHERE table_id = ?", tableId)
        > 0;
  }

  private static long last(Connection connection, CommitRequest request, LogKind kind)
      throws SQLException {
    return SqliteTransactionLogs.last(connection, request.run().tableId(), kind).orElse(0);
  }
}
