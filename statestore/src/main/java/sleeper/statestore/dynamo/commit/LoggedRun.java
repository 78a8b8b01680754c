package sleeper.statestore.dynamo.commit;

import java.util.Map;
import java.util.Optional;
import sleeper.statestore.dynamo.Items;
import sleeper.statestore.dynamo.LogItems;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whose an entry of the log of files is.
 *
 * @param number its number
 * @param runId the run that it says it is of; entries that Sleeper appended say nothing
 * @param bodyKey where its transaction lies, unless that is in the entry
 * @param body its transaction, unless that lies elsewhere or was not read
 */
record LoggedRun(
    long number, Optional<String> runId, Optional<String> bodyKey, Optional<String> body) {

  static LoggedRun read(Map<String, AttributeValue> item) {
    return new LoggedRun(
        Items.number(item, LogItems.NUMBER),
        Items.findText(item, FileLog.RUN_ID),
        Items.findText(item, LogItems.BODY_KEY),
        Items.findText(item, FileLog.BODY));
  }

  /** Whether the run says that it appended it. */
  boolean isOf(String run) {
    return runId.equals(Optional.of(run));
  }

  /** Whether it adds the files of a run, whoever appended it. */
  boolean addsFilesUnder(String keyPrefix) {
    return bodyKey.equals(Optional.of(RunBodies.keyUnder(keyPrefix)))
        || body.filter(json -> json.contains(keyPrefix)).isPresent();
  }
}
