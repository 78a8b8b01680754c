package sleeper.statestore.dynamo.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.RunToken;
import sleeper.core.statestore.log.LogEntry;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogBodies;
import sleeper.statestore.dynamo.LogItems;
import sleeper.statestore.dynamo.TableChecks;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Commits on an instance that is ours alone: log, ledger and intent change in one transaction of
 * DynamoDB, and the table and both ends of its logs are checked in it.
 */
final class OwnPublication implements Publication {

  private static final String NO_ENTRY = LogItems.IF_FREE;
  private static final String AN_ENTRY = "attribute_exists(TRANSACTION_NUMBER)";
  private static final String NO_SNAPSHOT = "attribute_not_exists(FILES_TRANSACTION_NUMBER)";

  private final CommitParts parts;
  private final DynamoTableNames names;

  OwnPublication(CommitParts parts) {
    this.parts = parts;
    this.names = parts.state().names();
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    Optional<LogEntry> logEntry = request.logEntry();
    List<TransactWriteItem> items = new ArrayList<>();
    if (logEntry.isPresent()) {
      Optional<String> keyPrefix = keyPrefix(request, logEntry.get());
      if (keyPrefix.isEmpty()) {
        return explained(request);
      }
      items.add(append(request, logEntry.get(), keyPrefix.get()));
    } else {
      items.add(check(names.fileLog(), request, request.version() + 1, NO_ENTRY));
    }
    items.addAll(ending(request));
    items.addAll(checks(request));
    return switch (parts.requests().write("a commit", items)) {
      case DONE -> new CommitDecision.Committed(request.entry());
      // Most likely another commit to the table is under way, so that the log will have gone on.
      case CONTENDED -> new CommitDecision.NumberTaken();
      case REFUSED -> explained(request);
    };
  }

  /** Where no condition but those on the logs can have failed, a log went on. */
  private CommitDecision explained(CommitRequest request) {
    return parts.situation(request).decision().orElseGet(CommitDecision.NumberTaken::new);
  }

  /** The prefix of the run, which only a large transaction needs; nothing if the run is over. */
  private Optional<String> keyPrefix(CommitRequest request, LogEntry logEntry) {
    if (!LogBodies.isLarge(logEntry.body())) {
      return Optional.of("");
    }
    RunToken run = request.run();
    return parts
        .intents()
        .find(run.tableId(), run.runId())
        .filter(intent -> intent.isOpenFor(run))
        .map(intent -> intent.intent().keyPrefix());
  }

  private TransactWriteItem append(CommitRequest request, LogEntry logEntry, String keyPrefix) {
    Map<String, AttributeValue> item =
        RunEntries.files(request, logEntry, body -> parts.bodies().write(keyPrefix, body));
    Put put =
        Put.builder().tableName(names.fileLog()).item(item).conditionExpression(NO_ENTRY).build();
    return TransactWriteItem.builder().put(put).build();
  }

  private List<TransactWriteItem> ending(CommitRequest request) {
    RunToken run = request.run();
    JobKey job = new JobKey(run.tableId(), request.tableLife(), request.entry().jobId());
    return List.of(
        parts
            .ledger()
            .replacement(
                job,
                JobItem.open(run.runId()),
                JobItem.committed(request.entry(), Optional.empty())),
        parts.ledger().runCommitment(run.tableId(), request.entry()),
        parts.intents().removal(run));
  }

  /** Each log still ends where it was read, and has not been cut off behind that since. */
  private List<TransactWriteItem> checks(CommitRequest request) {
    List<TransactWriteItem> checks = new ArrayList<>();
    checks.add(
        TransactWriteItem.builder()
            .conditionCheck(TableChecks.exists(parts.state(), request.run().tableId()))
            .build());
    checks.add(check(names.partitionLog(), request, request.partitionsVersion() + 1, NO_ENTRY));
    if (request.partitionsVersion() > 0) {
      checks.add(check(names.partitionLog(), request, request.partitionsVersion(), AN_ENTRY));
    }
    checks.add(
        request.version() > 0
            ? check(names.fileLog(), request, request.version(), AN_ENTRY)
            : neverCutOff(request));
    return checks;
  }

  /** A log that begins at its first number again, after it was cut off, is not empty. */
  private TransactWriteItem neverCutOff(CommitRequest request) {
    Map<String, AttributeValue> key = Map.of(Keys.TABLE_ID, Items.text(request.run().tableId()));
    return check(names.latestSnapshots(), key, NO_SNAPSHOT);
  }

  private static TransactWriteItem check(
      String log, CommitRequest request, long number, String condition) {
    return check(log, LogItems.key(request.run().tableId(), number), condition);
  }

  private static TransactWriteItem check(
      String table, Map<String, AttributeValue> key, String condition) {
    ConditionCheck check =
        ConditionCheck.builder().tableName(table).key(key).conditionExpression(condition).build();
    return TransactWriteItem.builder().conditionCheck(check).build();
  }
}
