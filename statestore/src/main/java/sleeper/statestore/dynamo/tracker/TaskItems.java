package sleeper.statestore.dynamo.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import sleeper.core.tracker.RowCounts;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTotals;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The beginnings and ends of tasks as items of Sleeper's table of task updates. */
final class TaskItems {

  static final String TASK_ID = "TaskId";
  private static final String UPDATE_TIME = "UpdateTime";
  private static final String UPDATE_TYPE = "UpdateType";
  private static final String START_TIME = "StartTime";
  private static final String FINISH_TIME = "FinishTime";
  private static final String MILLISECONDS_ON_JOBS = "MillisecondsOnJobs";
  private static final String JOBS = "NumberOfJobs";
  private static final String ROWS_READ = "RowsRead";
  private static final String ROWS_WRITTEN = "RowsWritten";

  private TaskItems() {}

  /** The item of a task's end if it has ended, else of its beginning. */
  static Map<String, AttributeValue> write(TaskStatus task, Duration keep) {
    Map<String, AttributeValue> item = new HashMap<>();
    Instant time = task.finishTime().orElse(task.startTime());
    item.put(TASK_ID, Items.text(task.taskId()));
    item.put(UPDATE_TIME, Items.millis(time));
    item.put(UPDATE_TYPE, Items.text(task.isUnfinished() ? "started" : "finished"));
    item.put(START_TIME, Items.millis(task.startTime()));
    item.put(Expiry.ATTRIBUTE, Expiry.of(time, keep));
    TaskStatus.End end = task.end();
    if (end != null) {
      writeEnd(item, end);
    }
    return item;
  }

  private static void writeEnd(Map<String, AttributeValue> item, TaskStatus.End end) {
    TaskTotals totals = end.totals();
    item.put(FINISH_TIME, Items.millis(end.finishTime()));
    item.put(MILLISECONDS_ON_JOBS, Items.number(totals.millisecondsOnJobs()));
    item.put(JOBS, Items.number(totals.jobs()));
    item.put(ROWS_READ, Items.number(totals.rows().read()));
    item.put(ROWS_WRITTEN, Items.number(totals.rows().written()));
    item.put("ReadRate", rate(totals.readRate()));
    item.put("WriteRate", rate(totals.writeRate()));
  }

  /** Whether an item is a task's end. */
  static boolean isEnd(Map<String, AttributeValue> item) {
    return item.containsKey(FINISH_TIME);
  }

  /** The task that an item is about, as far as the item tells. */
  static TaskStatus read(Map<String, AttributeValue> item) {
    TaskStatus started =
        TaskStatus.started(Items.text(item, TASK_ID), Items.time(item, START_TIME));
    if (!isEnd(item)) {
      return started;
    }
    return started.finished(
        Items.time(item, FINISH_TIME),
        new TaskTotals(
            Items.number(item, JOBS),
            Items.number(item, MILLISECONDS_ON_JOBS),
            new RowCounts(Items.number(item, ROWS_READ), Items.number(item, ROWS_WRITTEN))));
  }

  /** DynamoDB has no number for what is not one. */
  private static AttributeValue rate(double rate) {
    return Double.isFinite(rate)
        ? AttributeValue.fromN(Double.toString(rate))
        : AttributeValue.fromNul(true);
  }
}
