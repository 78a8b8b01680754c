package sleeper.statestore.dynamo;

import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.transaction.LogKind;

/** The transaction logs of an instance in DynamoDB. */
public final class DynamoTransactionLogs implements TransactionLogs {

  private final DynamoState state;

  /** The logs of an instance. */
  public DynamoTransactionLogs(DynamoState state) {
    this.state = state;
  }

  @Override
  public TransactionLog log(String tableId, LogKind kind) {
    return new DynamoTransactionLog(state, tableId, kind);
  }
}
