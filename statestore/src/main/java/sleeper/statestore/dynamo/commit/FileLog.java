package sleeper.statestore.dynamo.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogItems;
import sleeper.statestore.dynamo.SnapshotItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What a commit needs of the transaction logs, by plain requests for one item each, which is all
 * that Sleeper's own writers are prepared to meet. Thread-safe.
 */
final class FileLog {

  static final String JOB_ID = "JOB_ID";
  static final String RUN_ID = "RUN_ID";
  static final String BODY = "BODY";

  private static final String WHOSE = String.join(",", LogItems.NUMBER, RUN_ID, LogItems.BODY_KEY);
  private static final String SNAPSHOT_NUMBER = SnapshotItems.latestNumber(LogKind.FILES);

  private final Requests requests;
  private final DynamoTableNames tables;

  FileLog(Requests requests, DynamoTableNames tables) {
    this.requests = requests;
    this.tables = tables;
  }

  /** Which log does not end any more where a request says; nothing if both do. */
  Optional<CommitDecision> wentOn(CommitRequest request) {
    String tableId = request.run().tableId();
    if (!endsAt(tables.partitionLog(), tableId, request.partitionsVersion())) {
      return Optional.of(new CommitDecision.PartitionsChanged());
    }
    boolean isAtEnd =
        request.version() == 0
            ? firstTwo(tables.fileLog(), tableId, 1).isEmpty() && !hasSnapshot(tableId)
            : endsAt(tables.fileLog(), tableId, request.version());
    return isAtEnd ? Optional.empty() : Optional.of(new CommitDecision.NumberTaken());
  }

  private boolean endsAt(String log, String tableId, long number) {
    List<LoggedRun> entries = firstTwo(log, tableId, number);
    return entries.size() == 1 && entries.get(0).number() == number;
  }

  /**
   * Whether another's entry is at a number that a run has claimed, and so that it can never get
   * there. False says nothing: {@link #place} does.
   */
  boolean isTaken(String tableId, String runId, long number) {
    if (number == 1) {
      return place(tableId, runId, number) == Place.TAKEN;
    }
    List<LoggedRun> entries = firstTwo(tables.fileLog(), tableId, number - 1);
    return entries.size() == 2
        && entries.get(0).number() == number - 1
        && entries.get(1).number() == number
        && !entries.get(1).isOf(runId);
  }

  /** What is at a number that a run has claimed. */
  Place place(String tableId, String runId, long number) {
    Optional<LoggedRun> entry = entry(tableId, number);
    if (isJoined(tableId, number)) {
      if (entry.isEmpty()) {
        return Place.NEXT;
      }
      return entry.get().isOf(runId) ? Place.OWN : Place.TAKEN;
    }
    long last = last(tableId).orElse(0);
    boolean reached = last > number || (last == number && snapshot(tableId) >= number - 1);
    return reached ? Place.CUT_OFF : Place.RESTARTED;
  }

  /**
   * Whether an entry at a number continues the log. It is cut off from its start, so that an entry
   * without the one before it came too late: no reader will see it, unless the log starts there.
   */
  boolean isJoined(String tableId, long number) {
    return number == 1 ? !hasSnapshot(tableId) : entry(tableId, number - 1).isPresent();
  }

  /**
   * Whether an entry came behind the log, which goes on after it without the one that follows: it
   * was put where the log had been cut off, by somebody who was away for long.
   */
  boolean isStray(String tableId, long number) {
    return entry(tableId, number + 1).isEmpty() && last(tableId).orElse(0) > number;
  }

  /** Who appended the entry at a number, if there is one. */
  Optional<LoggedRun> entry(String tableId, long number) {
    Map<String, AttributeValue> item =
        requests
            .read(
                "an entry of the log",
                dynamo ->
                    dynamo.getItem(
                        r ->
                            r.tableName(tables.fileLog())
                                .key(LogItems.key(tableId, number))
                                .projectionExpression(WHOSE)
                                .consistentRead(true)))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(LoggedRun.read(item));
  }

  /** The first entry from a number on that is as asked for. */
  Optional<LoggedRun> find(String tableId, long from, Predicate<LoggedRun> wanted) {
    return requests.read(
        "the log",
        dynamo ->
            dynamo.queryPaginator(from(tables.fileLog(), tableId, from).build()).items().stream()
                .map(LoggedRun::read)
                .filter(wanted)
                .findFirst());
  }

  /** The number of the last entry. */
  OptionalLong last(String tableId) {
    return requests.read(
        "the end of the log",
        dynamo ->
            number(
                dynamo
                    .query(
                        from(tables.fileLog(), tableId, 1).scanIndexForward(false).limit(1).build())
                    .items()));
  }

  /** Appends an item, unless its number is taken. */
  WriteResult append(Map<String, AttributeValue> item) {
    return requests.write(
        "an entry of the log",
        dynamo ->
            dynamo.putItem(
                r ->
                    r.tableName(tables.fileLog())
                        .item(item)
                        .conditionExpression(LogItems.IF_FREE)));
  }

  /** Takes an entry of a run back that came where no reader will see it. */
  void withdraw(String tableId, String runId, long number) {
    requests.write(
        "the removal of an entry that came too late",
        dynamo ->
            dynamo.deleteItem(
                r ->
                    r.tableName(tables.fileLog())
                        .key(LogItems.key(tableId, number))
                        .conditionExpression(RUN_ID + " = :run")
                        .expressionAttributeValues(Map.of(":run", Items.text(runId)))));
  }

  /** A log without a snapshot has never been cut off. */
  private boolean hasSnapshot(String tableId) {
    return snapshot(tableId) > 0;
  }

  /** Up to where the log may have been cut off: the number of the newest snapshot, 0 for none. */
  private long snapshot(String tableId) {
    Map<String, AttributeValue> latest =
        requests.item(
            "the latest snapshots", tables.latestSnapshots(), SnapshotItems.latestKey(tableId));
    return latest.containsKey(SNAPSHOT_NUMBER) ? Items.number(latest, SNAPSHOT_NUMBER) : 0;
  }

  /** The first two entries from a number on, without what they say. */
  private List<LoggedRun> firstTwo(String log, String tableId, long from) {
    QueryRequest query = from(log, tableId, from).projectionExpression(WHOSE).limit(2).build();
    return requests.read(
        "entries of a log",
        dynamo -> dynamo.query(query).items().stream().map(LoggedRun::read).toList());
  }

  private static OptionalLong number(List<Map<String, AttributeValue>> items) {
    return items.stream().mapToLong(item -> Items.number(item, LogItems.NUMBER)).findFirst();
  }

  private static QueryRequest.Builder from(String log, String tableId, long number) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":table", Items.text(tableId));
    values.put(":from", Items.number(number));
    return QueryRequest.builder()
        .tableName(log)
        .consistentRead(true)
        .keyConditionExpression("TABLE_ID = :table AND TRANSACTION_NUMBER >= :from")
        .expressionAttributeValues(values);
  }
}
