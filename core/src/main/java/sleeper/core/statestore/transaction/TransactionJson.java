package sleeper.core.statestore.transaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import sleeper.core.error.CorruptData;
import sleeper.core.schema.Schema;

/**
 * Transactions as the JSON that the log stores, the same as Sleeper's. Members that it does not
 * know are ignored. Thread-safe.
 */
public final class TransactionJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TransactionJson() {}

  /** Reads the body of a file transaction. */
  public static FileTransaction readFiles(TransactionType type, String body) throws CorruptData {
    return FileTransactionJson.read(type, parse(type, body));
  }

  /** Writes the body of a file transaction. */
  public static String write(FileTransaction transaction) {
    return FileTransactionJson.write(transaction).toString();
  }

  /**
   * Reads the body of a partition transaction.
   *
   * @param schema of the table, whose row keys say how to read bounds
   */
  public static PartitionTransaction readPartitions(
      Schema schema, TransactionType type, String body) throws CorruptData {
    return new PartitionTransactionJson(schema).read(type, parse(type, body));
  }

  /** Writes the body of a partition transaction. */
  public static String write(PartitionTransaction transaction) {
    return PartitionTransactionJson.write(transaction).toString();
  }

  private static JsonNode parse(TransactionType type, String body) throws CorruptData {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CorruptData("The body of a transaction is not JSON: type=" + type, e);
    }
  }
}
