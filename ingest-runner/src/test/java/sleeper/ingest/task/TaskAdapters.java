package sleeper.ingest.task;

import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueSettings;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.table.TableIndex;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskTracker;

/** What tasks of a test work with, wherever it is kept. */
interface TaskAdapters extends AutoCloseable {

  TableIndex tables();

  TransactionLogs logs();

  IngestCommitStore commits();

  /** The same messages at each call. */
  JobQueue queue(QueueSettings settings);

  JobTracker jobs();

  TaskTracker tasks();

  JobProgressStore progress();

  @Override
  void close();
}
