package sleeper.statestore.dynamo.commit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The table of write intents. Thread-safe. */
final class Intents {

  private static final Map<String, String> PHASE_AND_EPOCH =
      Map.of("#phase", IntentItems.PHASE, "#epoch", IntentItems.EPOCH);
  private static final String IS_HELD = "#phase = :phase AND #epoch = :epoch";

  private final Requests requests;
  private final String table;

  Intents(Requests requests, String table) {
    this.requests = requests;
    this.table = table;
  }

  Optional<StoredIntent> find(String tableId, String runId) {
    Map<String, AttributeValue> item =
        requests.item("a write intent", table, Keys.item(tableId, Keys.run(runId)));
    return item.isEmpty() ? Optional.empty() : Optional.of(IntentItems.read(item));
  }

  /** Those of a table, oldest first. The table holds other items too, such as dropped tables. */
  List<WriteIntent> ofTable(String tableId) {
    return requests.read(
        "the write intents of a table",
        dynamo ->
            ordered(
                dynamo
                    .queryPaginator(
                        r ->
                            r.tableName(table)
                                .consistentRead(true)
                                .keyConditionExpression(
                                    "TABLE_ID = :table AND begins_with(ENTRY, :run)")
                                .expressionAttributeValues(
                                    Map.of(
                                        ":table",
                                        Items.text(tableId),
                                        ":run",
                                        Items.text(Keys.RUN_PREFIX))))
                    .items()
                    .stream()));
  }

  /** Those of all tables, oldest first. */
  List<WriteIntent> all() {
    return requests.read(
        "all write intents",
        dynamo ->
            ordered(
                dynamo
                    .scanPaginator(
                        r ->
                            r.tableName(table)
                                .consistentRead(true)
                                .filterExpression("begins_with(ENTRY, :run)")
                                .expressionAttributeValues(
                                    Map.of(":run", Items.text(Keys.RUN_PREFIX))))
                    .items()
                    .stream()));
  }

  private static List<WriteIntent> ordered(Stream<Map<String, AttributeValue>> items) {
    return items
        .map(item -> IntentItems.read(item).intent())
        .sorted(Comparator.comparing(WriteIntent::startedAt).thenComparing(WriteIntent::runId))
        .toList();
  }

  WriteResult renew(RunToken run, Instant leaseExpires) {
    return update(
        "the renewal of a lease",
        run,
        Phase.OPEN,
        "SET LEASE_EXPIRES = :time",
        Map.of(":time", Items.millis(leaseExpires)));
  }

  WriteResult bury(RunToken run, Instant now) {
    return update(
        "the end of a swept run",
        run,
        Phase.FENCED,
        "SET #phase = :next, PHASE_SINCE = :time",
        Map.of(":next", Items.text(Phase.SWEPT.name()), ":time", Items.millis(now)));
  }

  WriteResult forget(RunToken run) {
    return requests.write(
        "the removal of a swept run",
        dynamo ->
            dynamo.deleteItem(
                r ->
                    r.tableName(table)
                        .key(key(run))
                        .conditionExpression(IS_HELD)
                        .expressionAttributeNames(PHASE_AND_EPOCH)
                        .expressionAttributeValues(held(run, Phase.SWEPT))));
  }

  private WriteResult update(
      String what,
      RunToken run,
      Phase phase,
      String change,
      Map<String, AttributeValue> changeValues) {
    Map<String, AttributeValue> values = new HashMap<>(held(run, phase));
    values.putAll(changeValues);
    return requests.write(
        what,
        dynamo ->
            dynamo.updateItem(
                r ->
                    r.tableName(table)
                        .key(key(run))
                        .updateExpression(change)
                        .conditionExpression(IS_HELD)
                        .expressionAttributeNames(PHASE_AND_EPOCH)
                        .expressionAttributeValues(values)));
  }

  /** Part of a transaction: a new intent. */
  TransactWriteItem creation(StoredIntent intent) {
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(IntentItems.write(intent))
                .conditionExpression("attribute_not_exists(ENTRY)")
                .build())
        .build();
  }

  /** Part of a transaction: the intent is open under the epoch that the run holds. */
  TransactWriteItem check(RunToken run) {
    return TransactWriteItem.builder()
        .conditionCheck(
            ConditionCheck.builder()
                .tableName(table)
                .key(key(run))
                .conditionExpression(IS_HELD)
                .expressionAttributeNames(PHASE_AND_EPOCH)
                .expressionAttributeValues(held(run, Phase.OPEN))
                .build())
        .build();
  }

  /** Part of a transaction: an open intent ends. */
  TransactWriteItem removal(RunToken run) {
    return TransactWriteItem.builder()
        .delete(
            Delete.builder()
                .tableName(table)
                .key(key(run))
                .conditionExpression(IS_HELD)
                .expressionAttributeNames(PHASE_AND_EPOCH)
                .expressionAttributeValues(held(run, Phase.OPEN))
                .build())
        .build();
  }

  /** Part of a transaction: an open intent is fenced. */
  TransactWriteItem fencing(RunToken run, Instant now) {
    Map<String, AttributeValue> values = new HashMap<>(held(run, Phase.OPEN));
    values.put(":next", Items.text(Phase.FENCED.name()));
    values.put(":nextEpoch", Items.number(run.epoch() + 1));
    values.put(":time", Items.millis(now));
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(table)
                .key(key(run))
                .updateExpression("SET #phase = :next, #epoch = :nextEpoch, PHASE_SINCE = :time")
                .conditionExpression(IS_HELD)
                .expressionAttributeNames(PHASE_AND_EPOCH)
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  private static Map<String, AttributeValue> key(RunToken run) {
    return Keys.item(run.tableId(), Keys.run(run.runId()));
  }

  private static Map<String, AttributeValue> held(RunToken run, Phase phase) {
    return Map.of(":phase", Items.text(phase.name()), ":epoch", Items.number(run.epoch()));
  }
}
