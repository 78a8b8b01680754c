package sleeper.ingest.task;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.table.TableIndex;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;
import sleeper.statestore.sqlite.SqliteInstanceDatabase;

final class SqliteAdapters implements TaskAdapters {

  private static final Duration KEEP = Duration.ofDays(7);

  private final Clock clock = Clock.systemUTC();
  private final SqliteInstanceDatabase database;

  SqliteAdapters(Path folder) {
    database = SqliteInstanceDatabase.create(folder.resolve("instance.db"), Map.of());
  }

  @Override
  public TableIndex tables() {
    return database.tables(clock);
  }

  @Override
  public TransactionLogs logs() {
    return database.transactionLogs();
  }

  @Override
  public IngestCommitStore commits() {
    return database.ingestCommitStore();
  }

  @Override
  public JobQueue queue(QueueSettings settings) {
    return database.jobQueue(
        settings, new QueueEnvironment(clock, () -> UUID.randomUUID().toString(), Thread::sleep));
  }

  @Override
  public JobTracker jobs() {
    return database.jobTracker(clock, KEEP);
  }

  @Override
  public TaskTracker tasks() {
    return database.taskTracker(clock, KEEP);
  }

  @Override
  public JobProgressStore progress() {
    return database.jobProgress(clock, KEEP);
  }

  @Override
  public void close() {
    database.close();
  }
}
