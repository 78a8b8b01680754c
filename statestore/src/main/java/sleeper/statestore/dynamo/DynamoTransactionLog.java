package sleeper.statestore.dynamo;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.transaction.LogKind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The log of one kind of one table in DynamoDB. */
final class DynamoTransactionLog implements TransactionLog {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoTransactionLog.class);

  private final DynamoState state;
  private final String tableId;
  private final LogKind kind;
  private final LogBodies bodies;
  private final LogAppend appending;

  DynamoTransactionLog(DynamoState state, String tableId, LogKind kind) {
    this.state = state;
    this.tableId = tableId;
    this.kind = kind;
    bodies = new LogBodies(state.data());
    appending = new LogAppend(state, tableId, kind);
  }

  @Override
  public void append(LogEntry entry) {
    if (entry.number() == 1) {
      // Only here the entry before does not tell whether the log has got further and was trimmed.
      requireNext(entry);
    }
    Optional<String> bodyKey =
        LogBodies.isLarge(entry.body())
            ? Optional.of(LogBodies.keyOf(tableId, kind, entry))
            : Optional.empty();
    bodyKey.ifPresent(key -> bodies.write(key, entry.body()));
    LogAppend.Outcome outcome = appending.append(entry, bodyKey);
    if (outcome != LogAppend.Outcome.APPENDED) {
      bodyKey.ifPresent(key -> deleteIfLost(entry.number(), key));
      throw refused(entry, outcome);
    }
  }

  @Override
  public void read(long after, long upTo, Consumer<LogEntry> reader) {
    if (after >= upTo) {
      return;
    }
    try {
      for (Map<String, AttributeValue> item :
          state.client().queryPaginator(query(after + 1, upTo).build()).items()) {
        reader.accept(LogItems.entry(item, bodies));
      }
    } catch (SdkException e) {
      throw unread(e);
    }
  }

  @Override
  public OptionalLong firstNumber() {
    return bound(true);
  }

  @Override
  public OptionalLong lastNumber() {
    return bound(false);
  }

  /**
   * Bodies go before their items: whoever is killed in between leaves an item by which the body is
   * known, and not a body that nobody knows.
   */
  @Override
  public void deleteUpTo(long number) {
    OptionalLong last = lastNumber();
    if (last.isEmpty()) {
      return;
    }
    deleteRange(1, Math.min(number, last.getAsLong() - 1));
  }

  /** Deletes all entries, of a table that is gone. */
  void deleteAll() {
    deleteRange(1, Long.MAX_VALUE);
  }

  private void deleteRange(long from, long to) {
    if (to < from) {
      return;
    }
    QueryRequest request =
        query(from, to)
            .projectionExpression("%s, %s".formatted(LogItems.NUMBER, LogItems.BODY_KEY))
            .build();
    try {
      for (Map<String, AttributeValue> item : state.client().queryPaginator(request).items()) {
        Items.findText(item, LogItems.BODY_KEY).ifPresent(bodies::delete);
        long each = Items.number(item, LogItems.NUMBER);
        state.client().deleteItem(d -> d.tableName(table()).key(LogItems.key(tableId, each)));
      }
    } catch (SdkException e) {
      throw DynamoFailures.unread(
          "The transaction log of table %s could not be trimmed".formatted(tableId), e);
    }
  }

  private void requireNext(LogEntry entry) {
    if (lastNumber().isPresent()) {
      throw conflict(entry);
    }
  }

  private OptionalLong bound(boolean first) {
    QueryRequest request =
        query(1, Long.MAX_VALUE)
            .projectionExpression(LogItems.NUMBER)
            .scanIndexForward(first)
            .limit(1)
            .build();
    try {
      return state.client().query(request).items().stream()
          .mapToLong(item -> Items.number(item, LogItems.NUMBER))
          .findFirst();
    } catch (SdkException e) {
      throw unread(e);
    }
  }

  private QueryRequest.Builder query(long from, long to) {
    return QueryRequest.builder()
        .tableName(table())
        .consistentRead(true)
        .keyConditionExpression(
            "%s = :table AND %s BETWEEN :from AND :to"
                .formatted(LogItems.TABLE_ID, LogItems.NUMBER))
        .expressionAttributeValues(
            Map.of(
                ":table", Items.text(tableId),
                ":from", Items.number(from),
                ":to", Items.number(to)));
  }

  /**
   * Deletes a body once another entry has its number. While nobody has it, an earlier request to
   * append the same entry, whose answer was lost, may still arrive. Failing is logged: an object
   * that nobody needs is less than a wrong answer to the append.
   */
  private void deleteIfLost(long number, String bodyKey) {
    try {
      Map<String, AttributeValue> item = item(number);
      Optional<String> logged = Items.findText(item, LogItems.BODY_KEY);
      if (!item.isEmpty() && !logged.equals(Optional.of(bodyKey))) {
        bodies.delete(bodyKey);
      }
    } catch (UncheckedIOException e) {
      LOG.warn("Leaving behind the body of a transaction that lost its number: key={}", bodyKey, e);
    }
  }

  private Map<String, AttributeValue> item(long number) {
    try {
      return state
          .client()
          .getItem(
              get -> get.tableName(table()).key(LogItems.key(tableId, number)).consistentRead(true))
          .item();
    } catch (SdkException e) {
      throw unread(e);
    }
  }

  private RuntimeException refused(LogEntry entry, LogAppend.Outcome outcome) {
    return outcome == LogAppend.Outcome.TABLE_GONE
        ? new CommitRejected("The table was dropped: table=" + tableId)
        : conflict(entry);
  }

  private CommitConflict conflict(LogEntry entry) {
    return new CommitConflict(
        "The transaction number is taken or not the next: table=%s, log=%s, number=%d"
            .formatted(tableId, kind, entry.number()));
  }

  private RuntimeException unread(SdkException cause) {
    return DynamoFailures.unread(
        "The transaction log of %s of table %s could not be read"
            .formatted(kind == LogKind.FILES ? "files" : "partitions", tableId),
        cause);
  }

  private String table() {
    return state.logTable(kind);
  }
}
