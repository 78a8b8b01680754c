package sleeper.ingest.task;

import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.runner.IngestResult;

/** Adds up the jobs of a task. Thread-safe. */
final class TaskCounts {

  private TaskTotals totals = TaskTotals.NONE;

  synchronized void add(IngestResult result) {
    RowCounts rows = new RowCounts(result.rowsRead(), result.rowsWritten());
    totals = totals.plus(result.duration().toMillis(), rows);
  }

  synchronized TaskTotals totals() {
    return totals;
  }
}
