package sleeper.statestore.dynamo.commit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The keys of items in the ledger and in the table of intents.
 *
 * <pre>
 * TABLE_ID = table id,  ENTRY = JOB#life#job id          a job in one life of the table
 *                               JOB-SHA256#life#digest   the same where the id is long
 *                               RUN#run id               a run: its intent, or what it committed
 *                               LIFE                     the newest life that was seen
 * </pre>
 *
 * <p>A life is a number and the id comes last, so that no two jobs share a key whatever their ids.
 */
final class Keys {

  static final String TABLE_ID = "TABLE_ID";
  static final String ENTRY = "ENTRY";
  static final String RUN_PREFIX = "RUN#";
  static final String LIFE = "LIFE";

  /** DynamoDB takes 1024 bytes. */
  private static final int MAX_ID_BYTES = 900;

  private Keys() {}

  static String job(long life, String jobId) {
    byte[] id = jobId.getBytes(StandardCharsets.UTF_8);
    return id.length <= MAX_ID_BYTES
        ? "JOB#" + life + "#" + jobId
        : "JOB-SHA256#" + life + "#" + digest(id);
  }

  static String run(String runId) {
    return RUN_PREFIX + runId;
  }

  static Map<String, AttributeValue> item(String tableId, String entry) {
    return Map.of(TABLE_ID, Items.text(tableId), ENTRY, Items.text(entry));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
