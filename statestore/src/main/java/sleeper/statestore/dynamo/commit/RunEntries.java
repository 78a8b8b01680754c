package sleeper.statestore.dynamo.commit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.TransactionJson;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogBodies;
import sleeper.statestore.dynamo.LogItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entries of the log as commits write them: as everybody does, with job and run besides. */
final class RunEntries {

  private RunEntries() {}

  /**
   * The files of a run.
   *
   * @param large writes a transaction that is too large for an item, and gives its key
   */
  static Map<String, AttributeValue> files(
      CommitRequest request, LogEntry logEntry, UnaryOperator<String> large) {
    Optional<String> bodyKey = Optional.of(logEntry.body()).filter(LogBodies::isLarge).map(large);
    Map<String, AttributeValue> item = LogItems.item(request.run().tableId(), logEntry, bodyKey);
    item.put(FileLog.JOB_ID, Items.text(request.entry().jobId()));
    item.put(FileLog.RUN_ID, Items.text(request.entry().runId()));
    return item;
  }

  /** A transaction that changes nothing, so that nothing else can get to a number. */
  static Map<String, AttributeValue> filler(String tableId, long number, Instant now) {
    String body = TransactionJson.write(new AddFiles(AddFilesOrigin.UNSAID, List.of()));
    LogEntry entry = new LogEntry(number, now, TransactionType.ADD_FILES, body);
    return LogItems.item(tableId, entry, Optional.empty());
  }
}
