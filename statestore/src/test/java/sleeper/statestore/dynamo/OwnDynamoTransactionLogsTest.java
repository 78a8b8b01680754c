package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitConflict;
import sleeper.core.statestore.contract.TransactionLogContract;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;

class OwnDynamoTransactionLogsTest extends TransactionLogContract {

  private final DynamoInstance instance = new DynamoInstance(Ownership.OURS);

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

  @Test
  void shouldNotStartALogAgainThatASnapshotSaysHasGotFurther() {
    new DynamoSnapshotRecords(instance.state())
        .save(new SnapshotRecord("0a1b2c3d", LogKind.FILES, 3, "mem:3", Instant.EPOCH));
    LogEntry first = new LogEntry(1, Instant.EPOCH, TransactionType.CLEAR_FILES, "{}");

    assertThatThrownBy(() -> logs().log("0a1b2c3d", LogKind.FILES).append(first))
        .isInstanceOf(CommitConflict.class);
  }
}
