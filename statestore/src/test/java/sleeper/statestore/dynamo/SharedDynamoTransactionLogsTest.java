package sleeper.statestore.dynamo;

import org.junit.jupiter.api.AfterEach;
import sleeper.core.statestore.contract.TransactionLogContract;
import sleeper.core.statestore.log.TransactionLogs;

class SharedDynamoTransactionLogsTest extends TransactionLogContract {

  private final DynamoInstance instance = new DynamoInstance(Ownership.SHARED);

  @AfterEach
  void close() {
    instance.close();
  }

  @Override
  protected TransactionLogs logs() {
    return new DynamoTransactionLogs(instance.state());
  }

  @Override
  protected void createTable(String tableId) {
    instance.createTable(tableId);
  }

  @Override
  protected void dropTable(String tableId) {
    instance.dropTable(tableId);
  }
}
