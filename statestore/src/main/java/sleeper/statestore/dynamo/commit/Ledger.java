package sleeper.statestore.dynamo.commit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.ingest.LedgerEntry;
import sleeper.statestore.dynamo.DynamoTableDefinitions;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The job ledger. A job has at most one item in each life of its table, which says who is at it and
 * in the end who committed it; so that no two runs can be at one job. Thread-safe.
 */
final class Ledger {

  private static final Map<String, String> STATE = Map.of("#state", LedgerItems.STATE);
  private static final String IS_ABSENT = "attribute_not_exists(ENTRY)";

  private final Requests requests;
  private final String table;

  Ledger(Requests requests, String table) {
    this.requests = requests;
    this.table = table;
  }

  Optional<JobItem> job(JobKey job) {
    Map<String, AttributeValue> item =
        requests.item("a job in the ledger", table, Keys.item(job.tableId(), job.entry()));
    return item.isEmpty() ? Optional.empty() : Optional.of(LedgerItems.readJob(item));
  }

  Optional<LedgerEntry> run(String tableId, String runId) {
    Map<String, AttributeValue> item =
        requests.item("a run in the ledger", table, Keys.item(tableId, Keys.run(runId)));
    return item.isEmpty() ? Optional.empty() : Optional.of(LedgerItems.readEntry(item));
  }

  /** The newest committed jobs, by an index that follows the ledger within moments. */
  List<LedgerEntry> newest(String tableId, long life, int limit) {
    return requests.read(
        "the newest jobs in the ledger",
        dynamo ->
            dynamo
                .queryPaginator(
                    r ->
                        r.tableName(table)
                            .indexName(DynamoTableDefinitions.NEWEST_JOBS)
                            .keyConditionExpression("TABLE_AND_LIFE = :life")
                            .expressionAttributeValues(
                                Map.of(
                                    ":life", Items.text(LedgerItems.tableAndLife(tableId, life))))
                            .scanIndexForward(false))
                .items()
                .stream()
                .limit(limit)
                .map(LedgerItems::readEntry)
                .sorted(
                    Comparator.comparing(LedgerEntry::committedAt)
                        .thenComparing(LedgerEntry::transactionNumber)
                        .reversed()
                        .thenComparing(LedgerEntry::jobId))
                .toList());
  }

  /** Changes a job that is still as it was read. */
  WriteResult replace(JobKey key, JobItem job, JobItem next) {
    return requests.write(
        "a claim in the ledger",
        dynamo ->
            dynamo.putItem(
                r ->
                    r.tableName(table)
                        .item(LedgerItems.job(key, next))
                        .conditionExpression(isStill(job))
                        .expressionAttributeNames(STATE)
                        .expressionAttributeValues(values(job))));
  }

  /**
   * Part of a transaction: a run opens a job that nobody is at, and that was not committed but by
   * the one that is forgotten.
   */
  TransactWriteItem opening(JobKey key, String runId, Optional<JobItem> forgotten) {
    Put.Builder put =
        Put.builder().tableName(table).item(LedgerItems.job(key, JobItem.open(runId)));
    forgotten.ifPresentOrElse(
        job -> conditional(put, job), () -> put.conditionExpression(IS_ABSENT));
    return TransactWriteItem.builder().put(put.build()).build();
  }

  /** Part of a transaction: a job changes that is still as it was read. */
  TransactWriteItem replacement(JobKey key, JobItem job, JobItem next) {
    Put.Builder put = Put.builder().tableName(table).item(LedgerItems.job(key, next));
    return TransactWriteItem.builder().put(conditional(put, job).build()).build();
  }

  /** Part of a transaction: a run has committed, which it had not. */
  TransactWriteItem runCommitment(String tableId, LedgerEntry entry) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(LedgerItems.committedRun(tableId, entry))
                .conditionExpression(IS_ABSENT)
                .build())
        .build();
  }

  /** Part of a transaction: nobody is at a job any more that is still as it was read. */
  TransactWriteItem release(JobKey jobKey, Optional<JobItem> job) {
    Map<String, AttributeValue> key = Keys.item(jobKey.tableId(), jobKey.entry());
    if (job.isEmpty()) {
      ConditionCheck check =
          ConditionCheck.builder().tableName(table).key(key).conditionExpression(IS_ABSENT).build();
      return TransactWriteItem.builder().conditionCheck(check).build();
    }
    Delete delete =
        Delete.builder()
            .tableName(table)
            .key(key)
            .conditionExpression(isStill(job.get()))
            .expressionAttributeNames(STATE)
            .expressionAttributeValues(values(job.get()))
            .build();
    return TransactWriteItem.builder().delete(delete).build();
  }

  private static Put.Builder conditional(Put.Builder put, JobItem job) {
    return put.conditionExpression(isStill(job))
        .expressionAttributeNames(STATE)
        .expressionAttributeValues(values(job));
  }

  private static String isStill(JobItem job) {
    String holder = "#state = :state AND RUN_ID = :run";
    return job.entry().isPresent() ? holder + " AND TRANSACTION_NUMBER = :number" : holder;
  }

  private static Map<String, AttributeValue> values(JobItem job) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":state", Items.text(job.state().name()));
    values.put(":run", Items.text(job.runId()));
    job.entry().ifPresent(e -> values.put(":number", Items.number(e.transactionNumber())));
    return values;
  }
}
