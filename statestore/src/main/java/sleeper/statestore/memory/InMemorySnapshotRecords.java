package sleeper.statestore.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;

/** Which snapshots there are, in memory. */
public final class InMemorySnapshotRecords implements SnapshotRecords {

  private final List<SnapshotRecord> snapshots = new ArrayList<>();

  @Override
  public synchronized boolean save(SnapshotRecord snapshot) {
    if (snapshots.stream().noneMatch(known -> isSame(known, snapshot))) {
      snapshots.add(snapshot);
    }
    return true;
  }

  @Override
  public synchronized List<SnapshotRecord> all(String tableId, LogKind kind) {
    return snapshots.stream()
        .filter(known -> known.tableId().equals(tableId) && known.kind() == kind)
        .sorted(Comparator.comparingLong(SnapshotRecord::number))
        .toList();
  }

  @Override
  public synchronized void remove(SnapshotRecord snapshot) {
    snapshots.removeIf(known -> isSame(known, snapshot));
  }

  private static boolean isSame(SnapshotRecord one, SnapshotRecord other) {
    return one.tableId().equals(other.tableId())
        && one.kind() == other.kind()
        && one.number() == other.number();
  }
}
