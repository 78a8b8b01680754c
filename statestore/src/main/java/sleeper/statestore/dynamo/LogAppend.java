package sleeper.statestore.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Puts one entry at the end of a log, in the way that who else writes to it allows. */
final class LogAppend {

  /** What came of it. */
  enum Outcome {
    APPENDED,
    NUMBER_TAKEN,
    TABLE_GONE
  }

  private final DynamoState state;
  private final String tableId;
  private final LogKind kind;

  LogAppend(DynamoState state, String tableId, LogKind kind) {
    this.state = state;
    this.tableId = tableId;
    this.kind = kind;
  }

  Outcome append(LogEntry entry, Optional<String> bodyKey) {
    Map<String, AttributeValue> item = LogItems.item(tableId, entry, bodyKey);
    try {
      return switch (state.ownership()) {
        case OURS -> appendWithChecks(entry, item);
        case SHARED -> appendAlone(entry, item);
      };
    } catch (SdkException e) {
      throw DynamoFailures.unwritten(
          "Transaction %d could not be added to the log of table %s"
              .formatted(entry.number(), tableId),
          e);
    }
  }

  /** Together with checks that the table is there, and that the log has not been cut off behind. */
  private Outcome appendWithChecks(LogEntry entry, Map<String, AttributeValue> item) {
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        TransactWriteItem.builder().conditionCheck(TableChecks.exists(state, tableId)).build());
    items.add(
        TransactWriteItem.builder()
            .put(put -> put.tableName(table()).item(item).conditionExpression(LogItems.IF_FREE))
            .build());
    items.add(
        TransactWriteItem.builder()
            .conditionCheck(entry.number() > 1 ? previousIsThere(entry) : neverCutOff())
            .build());
    try {
      state.client().transactWriteItems(request -> request.transactItems(items));
      return Outcome.APPENDED;
    } catch (TransactionCanceledException e) {
      return cancelled(entry, e);
    }
  }

  /**
   * A conflict with other transactions, most likely with an append to the same log, says nothing of
   * a request that the client had sent before: that may have been done, or be under way.
   */
  private Outcome cancelled(LogEntry entry, TransactionCanceledException e) {
    if (DynamoFailures.isConditionFailed(e)) {
      return DynamoFailures.isConditionFailed(e, 0) ? Outcome.TABLE_GONE : Outcome.NUMBER_TAKEN;
    } else if (!DynamoFailures.isContention(e)) {
      throw e;
    } else if (!DynamoFailures.wasSentOnce(e)) {
      throw unknown(entry, e);
    }
    return Outcome.NUMBER_TAKEN;
  }

  /**
   * With a look before and after. A writer who is away in between may come behind a log that was
   * cut off meanwhile, or beyond the end of one that was started anew, where the entry would be in
   * the way of all readers: it takes its entry back.
   */
  private Outcome appendAlone(LogEntry entry, Map<String, AttributeValue> item) {
    StrayEntries strays = new StrayEntries(state, tableId, kind);
    if (!TableChecks.isThere(state, tableId)) {
      return Outcome.TABLE_GONE;
    } else if (entry.number() > 1 && !strays.isThere(entry.number() - 1)) {
      takeBackEarlier(strays, entry, item);
      return Outcome.NUMBER_TAKEN;
    }
    try {
      state
          .client()
          .putItem(put -> put.tableName(table()).item(item).conditionExpression(LogItems.IF_FREE));
    } catch (ConditionalCheckFailedException e) {
      return Outcome.NUMBER_TAKEN;
    }
    try {
      return strays.takeBack(entry.number(), item) ? Outcome.NUMBER_TAKEN : Outcome.APPENDED;
    } catch (SdkException e) {
      throw unknown(entry, e);
    }
  }

  /** An earlier request for the same entry may have come too late. */
  private static void takeBackEarlier(
      StrayEntries strays, LogEntry entry, Map<String, AttributeValue> item) {
    try {
      strays.takeBack(entry.number(), item);
    } catch (ConditionalCheckFailedException none) {
      // None has come, which is as well.
    }
  }

  private CommitStateUnknown unknown(LogEntry entry, SdkException cause) {
    return new CommitStateUnknown(
        "Transaction %d may have been added to the log of table %s: %s"
            .formatted(entry.number(), tableId, cause.getMessage()),
        cause);
  }

  private ConditionCheck previousIsThere(LogEntry entry) {
    return ConditionCheck.builder()
        .tableName(table())
        .key(LogItems.key(tableId, entry.number() - 1))
        .conditionExpression("attribute_exists(" + LogItems.NUMBER + ")")
        .build();
  }

  /** A log that begins at its first number again, after it was cut off, is not empty. */
  private ConditionCheck neverCutOff() {
    return ConditionCheck.builder()
        .tableName(state.names().latestSnapshots())
        .key(SnapshotItems.latestKey(tableId))
        .conditionExpression("attribute_not_exists(" + SnapshotItems.latestNumber(kind) + ")")
        .build();
  }

  private String table() {
    return state.logTable(kind);
  }
}
