package sleeper.statestore.dynamo.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.RunToken;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.LogBodies;
import sleeper.statestore.dynamo.LogItems;
import sleeper.statestore.dynamo.SnapshotItems;
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
  private static final String NO_SNAPSHOT =
      "attribute_not_exists(" + SnapshotItems.latestNumber(LogKind.FILES) + ")";

  private final CommitParts parts;
  private final DynamoTableNames names;

  OwnPublication(CommitParts parts) {
    this.parts = parts;
    this.names = parts.state().names();
  }

  @Override
  public CommitDecision commit(CommitRequest request) {
    Optional<String> keyPrefix = keyPrefix(request);
    if (keyPrefix.isEmpty()) {
      return explained(request, CommitDecision.NumberTaken::new);
    }
    List<TransactWriteItem> partitions = partitionsEnd(request);
    List<TransactWriteItem> logs = new ArrayList<>(partitions);
    logs.addAll(filesEnd(request));
    logs.add(append(request, keyPrefix.get()));
    List<TransactWriteItem> items = new ArrayList<>(logs);
    items.addAll(ending(request));
    items.add(tableExists(request));
    TransactionResult answer = parts.requests().writeAll("a commit", items);
    return switch (answer.result()) {
      case DONE -> new CommitDecision.Committed(request.entry());
      // Most likely another commit to the table is under way, so that the log will have gone on.
      case CONTENDED -> new CommitDecision.NumberTaken();
      case REFUSED -> {
        Supplier<CommitDecision> wentOn =
            answer.refused().stream().anyMatch(item -> item < partitions.size())
                ? CommitDecision.PartitionsChanged::new
                : CommitDecision.NumberTaken::new;
        boolean isByLogs = answer.refused().stream().allMatch(item -> item < logs.size());
        // An open intent tells that the run has not committed, whatever was asked for before.
        yield isByLogs && openIntent(request).isPresent()
            ? wentOn.get()
            : explained(request, wentOn);
      }
    };
  }

  private Optional<StoredIntent> openIntent(CommitRequest request) {
    RunToken run = request.run();
    return parts.intents().find(run.tableId(), run.runId()).filter(intent -> intent.isOpenFor(run));
  }

  /** Where no condition but those on the logs can have failed, a log went on. */
  private CommitDecision explained(CommitRequest request, Supplier<CommitDecision> wentOn) {
    return parts.situation(request).decision().orElseGet(wentOn);
  }

  /** The prefix of the run, which only a large transaction needs; nothing if the run is over. */
  private Optional<String> keyPrefix(CommitRequest request) {
    return request.logEntry().filter(entry -> LogBodies.isLarge(entry.body())).isEmpty()
        ? Optional.of("")
        : openIntent(request).map(intent -> intent.intent().keyPrefix());
  }

  /** The files at the next number; without files nobody else may be there. */
  private TransactWriteItem append(CommitRequest request, String keyPrefix) {
    Optional<LogEntry> logEntry = request.logEntry();
    if (logEntry.isEmpty()) {
      return check(names.fileLog(), request, request.version() + 1, NO_ENTRY);
    }
    Map<String, AttributeValue> item =
        RunEntries.files(request, logEntry.get(), body -> parts.bodies().write(keyPrefix, body));
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

  private TransactWriteItem tableExists(CommitRequest request) {
    return TransactWriteItem.builder()
        .conditionCheck(TableChecks.exists(parts.state(), request.run().tableId()))
        .build();
  }

  /** The log still ends where it was read, and has not been cut off behind that since. */
  private List<TransactWriteItem> partitionsEnd(CommitRequest request) {
    List<TransactWriteItem> checks = new ArrayList<>();
    checks.add(check(names.partitionLog(), request, request.partitionsVersion() + 1, NO_ENTRY));
    if (request.partitionsVersion() > 0) {
      checks.add(check(names.partitionLog(), request, request.partitionsVersion(), AN_ENTRY));
    }
    return checks;
  }

  /** The log has the last entry that was read; nothing after it is checked by what is appended. */
  private List<TransactWriteItem> filesEnd(CommitRequest request) {
    return List.of(
        request.version() > 0
            ? check(names.fileLog(), request, request.version(), AN_ENTRY)
            : neverCutOff(request));
  }

  /** A log that begins at its first number again, after it was cut off, is not empty. */
  private TransactWriteItem neverCutOff(CommitRequest request) {
    Map<String, AttributeValue> key = SnapshotItems.latestKey(request.run().tableId());
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
