package sleeper.statestore.memory;

import sleeper.core.statestore.contract.TransactionLogContract;
import sleeper.core.statestore.log.TransactionLogs;

class InMemoryTransactionLogsTest extends TransactionLogContract {

  private final InMemoryTransactionLogs logs = new InMemoryTransactionLogs();

  @Override
  protected TransactionLogs logs() {
    return logs;
  }

  @Override
  protected void createTable(String tableId) {
    // Every table is there until it is dropped.
  }

  @Override
  protected void dropTable(String tableId) {
    logs.drop(tableId);
  }
}
