package sleeper.statestore.dynamo.tracker;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTracker;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When ingest tasks began and ended, in Sleeper's table: an item for either. */
public final class DynamoTaskTracker implements TaskTracker {

  private static final Comparator<TaskStatus> NEWEST_FIRST =
      Comparator.comparing(TaskStatus::startTime).reversed().thenComparing(TaskStatus::taskId);

  private final TrackerTable table;
  private final Duration keep;

  /**
   * The tracker of an instance.
   *
   * @param client of DynamoDB; stays the caller's
   * @param names of the instance's tables
   * @param keep how long tasks are kept
   */
  public DynamoTaskTracker(DynamoDbClient client, DynamoTableNames names, Duration keep) {
    this.table = new TrackerTable(client, names.taskStatus());
    this.keep = keep;
  }

  @Override
  public void save(TaskStatus task) {
    table.put(TaskItems.write(task, keep));
  }

  @Override
  public List<TaskStatus> all() {
    return tasks(table.all()).stream().sorted(NEWEST_FIRST).toList();
  }

  @Override
  public Optional<TaskStatus> find(String taskId) {
    return tasks(table.items(TaskItems.TASK_ID, taskId)).stream().findFirst();
  }

  private static Collection<TaskStatus> tasks(List<Map<String, AttributeValue>> items) {
    Map<String, TaskStatus> byId = new LinkedHashMap<>();
    for (Map<String, AttributeValue> item : items) {
      TaskStatus task = TaskItems.read(item);
      byId.merge(task.taskId(), task, (before, after) -> after.isUnfinished() ? before : after);
    }
    return byId.values();
  }
}
