package sleeper.statestore.dynamo;

import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.storage.ObjectStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Where the state store of an instance is.
 *
 * @param client a client of DynamoDB, which stays the caller's
 * @param names the names of its tables
 * @param data the data bucket, where large transactions go
 * @param ownership who writes to it
 */
public record DynamoState(
    DynamoDbClient client, DynamoTableNames names, ObjectStore data, Ownership ownership) {

  /** The table of a kind of log. */
  public String logTable(LogKind kind) {
    return switch (kind) {
      case FILES -> names.fileLog();
      case PARTITIONS -> names.partitionLog();
    };
  }
}
