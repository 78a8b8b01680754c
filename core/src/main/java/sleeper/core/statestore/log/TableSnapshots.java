package sleeper.core.statestore.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.statestore.snapshot.SnapshotPolicy;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.SnapshotWriter;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.PartitionsState;

/**
 * Writes the snapshots of one table, and trims its logs behind them. Any number of processes may do
 * so at once. Thread-safe.
 */
public final class TableSnapshots {

  private static final Logger LOG = LoggerFactory.getLogger(TableSnapshots.class);

  private final TransactionLogStates states;
  private final SnapshotStorage storage;
  private final SnapshotPolicy policy;
  private final SnapshotWriter writer;

  /** Snapshots of the table whose states are given. */
  public TableSnapshots(
      TransactionLogStates states, SnapshotStorage storage, SnapshotPolicy policy, Clock clock) {
    this.states = states;
    this.storage = storage;
    this.policy = policy;
    this.writer = new SnapshotWriter(storage, clock);
  }

  /**
   * Writes snapshots of the newest state, of files and of partitions, unless there are.
   *
   * @throws IOException if one could not be written
   */
  public void write() throws IOException {
    writer.write(tableId(), states.files());
    writer.write(tableId(), states.partitions());
  }

  /**
   * Writes the snapshots that the policy asks for. To be called after commits: one that fails, or
   * whose table was dropped right after, is logged and no reason to fail, since the log has
   * everything.
   */
  public void writeIfDue() {
    try {
      writeDue();
    } catch (IOException | UncheckedIOException | InvalidInput e) {
      LOG.warn("Could not write a snapshot: table={}", states.table().name(), e);
    }
  }

  /**
   * Writes the snapshots that the policy asks for.
   *
   * @return how many were written: of files, of partitions, of both or none
   * @throws IOException if one could not be written
   */
  public int writeDue() throws IOException {
    int written = 0;
    FilesState files = states.files();
    if (policy.isDue(files.number(), newest(LogKind.FILES))) {
      writer.write(tableId(), files);
      written++;
    }
    PartitionsState partitions = states.partitions();
    if (policy.isDue(partitions.number(), newest(LogKind.PARTITIONS))) {
      writer.write(tableId(), partitions);
      written++;
    }
    return written;
  }

  /**
   * Deletes all but the newest snapshots of each kind, and what writers who were killed have left.
   * Failing is logged, since the next time does the rest. Versions stay as readable as the logs
   * make them.
   *
   * @param keep how many of each kind to keep, at least 1
   */
  public void deleteOld(int keep) {
    try {
      writer.deleteAllBut(tableId(), LogKind.FILES, keep);
      writer.deleteAllBut(tableId(), LogKind.PARTITIONS, keep);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Could not delete old snapshots: table={}", states.table().name(), e);
    }
  }

  /**
   * Deletes the entries of the logs that the newest snapshot makes dispensable, after it has been
   * read back. Versions that only they could show cannot be read any more.
   *
   * @param keep how many of the entries in the snapshot to keep, for readers who are behind
   */
  public void trimLogs(long keep) {
    if (keep < 0) {
      throw new IllegalArgumentException("A number of entries is not negative: keep=" + keep);
    }
    StoredSnapshots snapshots =
        new StoredSnapshots(storage, tableId(), () -> states.table().schema().get());
    Optional<FilesState> files = snapshots.files(Long.MAX_VALUE);
    files.ifPresent(state -> states.filesFollower().log().deleteUpTo(state.number() - keep));
    Optional<PartitionsState> partitions = snapshots.partitions(Long.MAX_VALUE);
    partitions.ifPresent(
        state -> states.partitionsFollower().log().deleteUpTo(state.number() - keep));
  }

  private long newest(LogKind kind) {
    return storage
        .records()
        .latest(tableId(), kind, Long.MAX_VALUE)
        .map(SnapshotRecord::number)
        .orElse(0L);
  }

  private String tableId() {
    return states.table().id();
  }
}
