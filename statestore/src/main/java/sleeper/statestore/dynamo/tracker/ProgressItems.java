package sleeper.statestore.dynamo.tracker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How far runs are, as items under their table. */
final class ProgressItems {

  static final String TABLE_ID = "TableId";
  static final String ENTRY = "Entry";
  static final String UPDATE_TIME = "UpdateTime";

  /** What the keys of all progress begin with. */
  static final String PREFIX = "progress|";

  private static final String JOB_ID = "JobId";
  private static final String RUN_ID = "RunId";
  private static final String TASK_ID = "TaskId";
  private static final String PHASE = "Phase";
  private static final String ROWS = "Rows";
  private static final String TOTAL_ROWS = "TotalRows";
  private static final String BYTES_READ = "BytesRead";
  private static final String TOTAL_BYTES = "TotalBytes";
  private static final String ROWS_PER_SECOND = "RowsPerSecond";

  private ProgressItems() {}

  /** What the keys of all progress of a job begin with. */
  static String prefix(String jobId) {
    return PREFIX + jobId + "|";
  }

  static Map<String, AttributeValue> write(JobProgress progress, Duration keep) {
    Map<String, AttributeValue> item =
        ofRun(progress.run(), prefix(progress.run().jobId()) + progress.run().runId());
    JobCounts counts = progress.counts();
    item.put(PHASE, Items.text(progress.phase().name()));
    item.put(ROWS, Items.number(counts.rows()));
    counts.totalRows().ifPresent(total -> item.put(TOTAL_ROWS, Items.number(total)));
    item.put(BYTES_READ, Items.number(counts.bytesRead()));
    item.put(TOTAL_BYTES, Items.number(counts.totalBytes()));
    // As text, since DynamoDB has no number for what is not one, nor for the smallest doubles.
    item.put(ROWS_PER_SECOND, Items.text(Double.toString(counts.rowsPerSecond())));
    item.put(UPDATE_TIME, Items.millis(progress.time()));
    item.put(Expiry.ATTRIBUTE, Expiry.of(progress.time(), keep));
    return item;
  }

  static JobProgress read(Map<String, AttributeValue> item) {
    return new JobProgress(
        run(item),
        JobPhase.valueOf(Items.text(item, PHASE)),
        new JobCounts(
            Items.number(item, ROWS),
            item.containsKey(TOTAL_ROWS)
                ? OptionalLong.of(Items.number(item, TOTAL_ROWS))
                : OptionalLong.empty(),
            Items.number(item, BYTES_READ),
            Items.number(item, TOTAL_BYTES),
            Double.parseDouble(Items.text(item, ROWS_PER_SECOND))),
        Items.time(item, UPDATE_TIME));
  }

  /**
   * An item that names a run, to add more to.
   *
   * @throws IllegalArgumentException if it has no id or no table
   */
  static Map<String, AttributeValue> ofRun(JobRunIds run, String entry) {
    String tableId = run.tableId();
    String runId = run.runId();
    if (tableId == null || runId == null) {
      throw new IllegalArgumentException("A run has an id and a table: " + run);
    }
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(TABLE_ID, Items.text(tableId));
    item.put(ENTRY, Items.text(entry));
    item.put(JOB_ID, Items.text(run.jobId()));
    item.put(RUN_ID, Items.text(runId));
    String taskId = run.taskId();
    if (taskId != null) {
      item.put(TASK_ID, Items.text(taskId));
    }
    return item;
  }

  /** The run that an item names. */
  static JobRunIds run(Map<String, AttributeValue> item) {
    @Nullable String taskId = Items.findText(item, TASK_ID).orElse(null);
    return new JobRunIds(
        Items.text(item, TABLE_ID), Items.text(item, JOB_ID), Items.text(item, RUN_ID), taskId);
  }
}
