package sleeper.statestore.dynamo.commit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.TransactionJson;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entries of the log as this store writes them: Sleeper's, with job and run besides. */
final class LogItems {

  private static final String UPDATE_TIME = "UPDATE_TIME";
  private static final String TYPE = "TYPE";

  private LogItems() {}

  /**
   * The files of a run.
   *
   * @param large writes a transaction that is too large for an item, and gives its key
   */
  static Map<String, AttributeValue> files(
      CommitRequest request, LogEntry logEntry, UnaryOperator<String> large) {
    Map<String, AttributeValue> item = item(request.run().tableId(), logEntry);
    item.put(FileLog.JOB_ID, Items.text(request.entry().jobId()));
    item.put(FileLog.RUN_ID, Items.text(request.entry().runId()));
    if (RunBodies.isLarge(logEntry.body())) {
      item.put(FileLog.BODY_KEY, Items.text(large.apply(logEntry.body())));
    } else {
      item.put(FileLog.BODY, Items.text(logEntry.body()));
    }
    return item;
  }

  /** A transaction that changes nothing, so that nothing else can get to a number. */
  static Map<String, AttributeValue> filler(String tableId, long number, Instant now) {
    String body = TransactionJson.write(new AddFiles(AddFilesOrigin.UNSAID, List.of()));
    Map<String, AttributeValue> item =
        item(tableId, new LogEntry(number, now, TransactionType.ADD_FILES, body));
    item.put(FileLog.BODY, Items.text(body));
    return item;
  }

  private static Map<String, AttributeValue> item(String tableId, LogEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(FileLog.key(tableId, entry.number()));
    item.put(UPDATE_TIME, Items.millis(entry.updateTime()));
    item.put(TYPE, Items.text(entry.type().name()));
    return item;
  }
}
