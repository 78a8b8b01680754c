package sleeper.statestore.dynamo.tracker;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * How far runs are and what they had to say, in a table of our own: an item for each run, which is
 * replaced, and others for what it said at its end, so that looking at all runs of a table does not
 * read those.
 */
public final class DynamoJobProgress implements JobProgressStore {

  private static final Comparator<JobProgress> NEWEST_FIRST =
      Comparator.comparing(JobProgress::time).reversed();

  private final TrackerTable table;
  private final Clock clock;
  private final Duration keep;

  /**
   * The progress of an instance.
   *
   * @param client of DynamoDB; stays the caller's
   * @param names of the instance's tables
   * @param clock tells from when on details are kept
   * @param keep how long progress and details are kept
   */
  public DynamoJobProgress(
      DynamoDbClient client, DynamoTableNames names, Clock clock, Duration keep) {
    this.table = new TrackerTable(client, names.jobProgress());
    this.clock = clock;
    this.keep = keep;
  }

  /** A request that was held up on its way does not replace a later one. */
  @Override
  public void publish(JobProgress progress) {
    Map<String, AttributeValue> item = ProgressItems.write(progress, keep);
    table.writing(() -> putUnlessLater(item));
  }

  private void putUnlessLater(Map<String, AttributeValue> item) {
    try {
      table
          .client()
          .putItem(
              put ->
                  put.tableName(table.name())
                      .item(item)
                      .conditionExpression("attribute_not_exists(#time) OR #time <= :time")
                      .expressionAttributeNames(Map.of("#time", ProgressItems.UPDATE_TIME))
                      .expressionAttributeValues(
                          Map.of(":time", item.get(ProgressItems.UPDATE_TIME))));
    } catch (ConditionalCheckFailedException later) {
      return;
    }
  }

  @Override
  public List<JobProgress> ofTable(String tableId) {
    return newestFirst(items(tableId, ProgressItems.PREFIX));
  }

  @Override
  public List<JobProgress> ofJob(String tableId, String jobId) {
    return newestFirst(items(tableId, ProgressItems.prefix(jobId))).stream()
        .filter(progress -> progress.run().jobId().equals(jobId))
        .toList();
  }

  @Override
  public void keep(JobDetails details) {
    DetailsItems.write(details, Expiry.of(clock.instant(), keep)).forEach(table::put);
  }

  @Override
  public Optional<JobDetails> details(String tableId, String jobId, String runId) {
    return DetailsItems.read(items(tableId, DetailsItems.prefix(jobId, runId)));
  }

  private List<Map<String, AttributeValue>> items(String tableId, String prefix) {
    return table.items(ProgressItems.TABLE_ID, tableId, ProgressItems.ENTRY, prefix);
  }

  private static List<JobProgress> newestFirst(List<Map<String, AttributeValue>> items) {
    return items.stream().map(ProgressItems::read).sorted(NEWEST_FIRST).toList();
  }
}
