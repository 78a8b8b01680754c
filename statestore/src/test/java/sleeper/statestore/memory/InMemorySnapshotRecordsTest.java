package sleeper.statestore.memory;

import sleeper.core.statestore.contract.SnapshotRecordsContract;
import sleeper.core.statestore.snapshot.SnapshotRecords;

class InMemorySnapshotRecordsTest extends SnapshotRecordsContract {

  private final InMemorySnapshotRecords records = new InMemorySnapshotRecords();

  @Override
  protected SnapshotRecords records() {
    return records;
  }

  @Override
  protected void createTable(String tableId) {
    // Any table can have snapshots.
  }
}
