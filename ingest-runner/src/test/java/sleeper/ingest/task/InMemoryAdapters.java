package sleeper.ingest.task;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueEnvironment;
import sleeper.core.queue.QueueSettings;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.table.FakeTableIndex;
import sleeper.core.table.TableIndex;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;
import sleeper.statestore.memory.InMemoryIngestCommitStore;
import sleeper.statestore.memory.InMemoryJobProgress;
import sleeper.statestore.memory.InMemoryJobQueue;
import sleeper.statestore.memory.InMemoryJobTracker;
import sleeper.statestore.memory.InMemoryTaskTracker;
import sleeper.statestore.memory.InMemoryTransactionLogs;

final class InMemoryAdapters implements TaskAdapters {

  private final TableIndex tables = new FakeTableIndex();
  private final InMemoryTransactionLogs logs = new InMemoryTransactionLogs();
  private final IngestCommitStore commits = new InMemoryIngestCommitStore(logs);
  private final JobTracker jobs = new InMemoryJobTracker();
  private final TaskTracker tasks = new InMemoryTaskTracker();
  private final JobProgressStore progress = new InMemoryJobProgress();
  private @Nullable JobQueue queue;

  @Override
  public TableIndex tables() {
    return tables;
  }

  @Override
  public TransactionLogs logs() {
    return logs;
  }

  @Override
  public IngestCommitStore commits() {
    return commits;
  }

  @Override
  public JobQueue queue(QueueSettings settings) {
    if (queue == null) {
      queue =
          new InMemoryJobQueue(
              settings,
              new QueueEnvironment(
                  Clock.systemUTC(), () -> UUID.randomUUID().toString(), Thread::sleep));
    }
    return queue;
  }

  @Override
  public JobTracker jobs() {
    return jobs;
  }

  @Override
  public TaskTracker tasks() {
    return tasks;
  }

  @Override
  public JobProgressStore progress() {
    return progress;
  }

  @Override
  public void close() {}
}
