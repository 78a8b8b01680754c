package sleeper.statestore.dynamo.tracker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobTracker;
import sleeper.statestore.dynamo.DynamoTableDefinitions;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What happened to ingest jobs, in Sleeper's tables: one item for each event, and one for each job
 * by which its table is found.
 *
 * <p>The event is written first. A process that is killed before it writes the second leaves an
 * event that is listed with its table's, and by the job's id once another event of it is written.
 */
public final class DynamoJobTracker implements JobTracker {

  private static final String LOOKUP_UPDATE =
      "SET TableId = :table, FirstUpdateTime = if_not_exists(FirstUpdateTime, :time),"
          + " LastUpdateTime = :time, LastUpdateType = :type,"
          + " ExpiryDate = if_not_exists(ExpiryDate, :expiry)";
  private static final String VALIDATION_UPDATE = ", LastValidationResult = :validation";

  private final TrackerTable updates;
  private final TrackerTable lookup;
  private final Duration keep;

  /**
   * The tracker of an instance.
   *
   * @param client of DynamoDB; stays the caller's
   * @param names of the instance's tables
   * @param keep how long events are kept
   */
  public DynamoJobTracker(DynamoDbClient client, DynamoTableNames names, Duration keep) {
    this.updates = new TrackerTable(client, names.jobUpdates());
    this.lookup = new TrackerTable(client, names.jobLookup());
    this.keep = keep;
  }

  @Override
  public void save(JobEvent event) {
    Map<String, AttributeValue> item = JobEventItems.write(event, keep);
    updates.put(item);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":table", item.get(JobEventItems.TABLE_ID));
    values.put(":time", item.get("UpdateTime"));
    values.put(":type", item.get("UpdateType"));
    values.put(":expiry", item.get(Expiry.ATTRIBUTE));
    Optional<AttributeValue> validation = Optional.ofNullable(item.get("ValidationResult"));
    validation.ifPresent(result -> values.put(":validation", result));
    lookup.writing(
        () ->
            lookup
                .client()
                .updateItem(
                    update ->
                        update
                            .tableName(lookup.name())
                            .key(lookupKey(event.run().jobId()))
                            .updateExpression(
                                LOOKUP_UPDATE + validation.map(v -> VALIDATION_UPDATE).orElse(""))
                            .expressionAttributeValues(values)));
  }

  @Override
  public List<JobEvent> ofTable(String tableId) {
    return events(updates.items(JobEventItems.TABLE_ID, tableId));
  }

  @Override
  public List<JobEvent> ofJob(String jobId) {
    Map<String, AttributeValue> found =
        lookup.reading(
            () ->
                lookup
                    .client()
                    .getItem(
                        get ->
                            get.tableName(lookup.name()).key(lookupKey(jobId)).consistentRead(true))
                    .item());
    return found.isEmpty() ? List.of() : eventsOfJob(found);
  }

  @Override
  public List<JobEvent> ofRejectedJobs() {
    List<Map<String, AttributeValue>> rejected =
        lookup.reading(
            () ->
                lookup
                    .client()
                    .queryPaginator(
                        query ->
                            query
                                .tableName(lookup.name())
                                .indexName(DynamoTableDefinitions.BY_VALIDATION)
                                .keyConditionExpression("LastValidationResult = :rejected")
                                .expressionAttributeValues(
                                    Map.of(":rejected", Items.text("REJECTED"))))
                    .items()
                    .stream()
                    .toList());
    return rejected.stream().flatMap(job -> eventsOfJob(job).stream()).toList();
  }

  /** Ids that begin with this one and a bar are found too, and left out. */
  private List<JobEvent> eventsOfJob(Map<String, AttributeValue> found) {
    String jobId = Items.text(found, JobEventItems.JOB_ID);
    return events(
            updates.items(
                JobEventItems.TABLE_ID,
                Items.text(found, JobEventItems.TABLE_ID),
                JobEventItems.JOB_AND_UPDATE,
                JobEventItems.prefix(jobId)))
        .stream()
        .filter(event -> event.run().jobId().equals(jobId))
        .toList();
  }

  private static List<JobEvent> events(List<Map<String, AttributeValue>> items) {
    return items.stream().flatMap(item -> JobEventItems.read(item).stream()).toList();
  }

  private static Map<String, AttributeValue> lookupKey(String jobId) {
    return Map.of(JobEventItems.JOB_ID, Items.text(jobId));
  }
}
