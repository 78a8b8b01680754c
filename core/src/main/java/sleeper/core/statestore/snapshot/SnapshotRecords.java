package sleeper.core.statestore.snapshot;

import java.util.List;
import java.util.Optional;
import sleeper.core.statestore.transaction.LogKind;

/**
 * Which snapshots there are. A snapshot exists once it is recorded; an object that is not recorded
 * is nothing. Thread-safe.
 */
public interface SnapshotRecords {

  /**
   * Records a snapshot, durably, unless there is one of the same table, kind and number.
   *
   * @return false if the table is not there any more; then nothing is recorded
   * @throws java.io.UncheckedIOException if that fails; it may be recorded nevertheless
   */
  boolean save(SnapshotRecord snapshot);

  /** The snapshots of a table and kind, by number. */
  List<SnapshotRecord> all(String tableId, LogKind kind);

  /** Forgets a snapshot, before its object is deleted; one that is not there is no error. */
  void remove(SnapshotRecord snapshot);

  /** The newest snapshot of a table and kind at or below a number. */
  default Optional<SnapshotRecord> latest(String tableId, LogKind kind, long atMost) {
    return all(tableId, kind).stream()
        .filter(snapshot -> snapshot.number() <= atMost)
        .reduce((earlier, later) -> later);
  }
}
