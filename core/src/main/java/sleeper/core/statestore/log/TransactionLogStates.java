package sleeper.core.statestore.log;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.TableStates;
import sleeper.core.statestore.log.LogFollower.Position;
import sleeper.core.statestore.log.LogFollower.UnreadableVersion;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.PartitionsState;

/**
 * Reads the states of a table from its logs, and from snapshots where the logs are cut off.
 *
 * <p>The newest state is kept; asking again reads only what was appended since. Files are always
 * read before partitions, so that no reference is to a partition that is not in the tree yet.
 * Thread-safe. What cannot be read is reported as {@link java.io.UncheckedIOException}.
 */
public final class TransactionLogStates implements TableStates {

  private final LoggedTable table;
  private final SnapshotLoader snapshots;
  private final LogFollower<FilesState> files;
  private final LogFollower<PartitionsState> partitions;
  private volatile @Nullable LogTableState latest;

  /** States of a table; nothing is read yet. */
  public TransactionLogStates(LoggedTable table, TransactionLogs logs, SnapshotLoader snapshots) {
    this.table = table;
    this.snapshots = snapshots;
    EntryReader entries = new EntryReader(table, snapshots);
    files =
        new LogFollower<>(logs.log(table.id(), LogKind.FILES), entries.files(), FilesState.empty());
    partitions =
        new LogFollower<>(
            logs.log(table.id(), LogKind.PARTITIONS),
            entries.partitions(),
            PartitionsState.empty());
  }

  @Override
  public TableState latest() {
    FilesState newestFiles = files();
    Position<PartitionsState> newest = partitions.latest();
    PartitionTree tree = treeOf(newest);
    Schema schema = table.schema().get();
    LogTableState known = latest;
    if (known == null || !known.consistsOf(newestFiles, tree, newest.number(), schema)) {
      known = new LogTableState(newestFiles, tree, newest.number(), schema);
      latest = known;
    }
    return known;
  }

  @Override
  public TableState latestFilesIn(TableState earlier) {
    return new LogTableState(
        files(), earlier.partitions(), earlier.partitionsVersion(), earlier.schema());
  }

  @Override
  public TableState asOf(long version) {
    Position<FilesState> newest = files.latest();
    if (version == newest.number()) {
      return latest();
    }
    if (version < 0 || version > newest.number()) {
      throw new InvalidInput(
          "There is no version %d of table %s; the latest is %d"
              .formatted(version, table.name(), newest.number()));
    }
    FilesState state = filesAt(version, newest.state());
    Position<PartitionsState> newestPartitions = partitions.latest();
    PartitionTree tree = treeOf(newestPartitions);
    requirePartitions(state, tree, version, newest.state().life());
    return new LogTableState(state, tree, newestPartitions.number(), table.schema().get());
  }

  /** The files after every transaction that was committed before the call. */
  public FilesState files() {
    return files.latest().state();
  }

  /** The partitions after every transaction that was committed before the call. */
  public PartitionsState partitions() {
    return partitions.latest().state();
  }

  /** The earliest version that {@link #asOf} can read now. */
  public long earliestReadable() {
    return earliestReadable(files.latest().state());
  }

  LoggedTable table() {
    return table;
  }

  LogFollower<FilesState> filesFollower() {
    return files;
  }

  LogFollower<PartitionsState> partitionsFollower() {
    return partitions;
  }

  private PartitionTree treeOf(Position<PartitionsState> position) {
    return position
        .state()
        .tree()
        .orElseThrow(
            () -> new InvalidInput("Table %s has no partitions yet".formatted(table.name())));
  }

  private FilesState filesAt(long version, FilesState newest) {
    if (version < newest.earliestReadable()) {
      throw unreadable(version, newest);
    }
    try {
      return files.at(version).state();
    } catch (UnreadableVersion e) {
      throw unreadable(version, newest);
    }
  }

  private InvalidInput unreadable(long version, FilesState newest) {
    return new InvalidInput(
        "Version %d of table %s can no longer be read; the earliest that can is %d"
            .formatted(version, table.name(), earliestReadable(newest)));
  }

  private long earliestReadable(FilesState newest) {
    long firstInLog = files.log().firstNumber().orElse(newest.number() + 1);
    long reached = newest.earliestReadable();
    if (firstInLog > 1) {
      OptionalLong snapshot = snapshots.firstFilesAt(firstInLog - 1);
      reached = Math.max(reached, snapshot.orElse(newest.number()));
    }
    return reached;
  }

  /** A table that was given a new tree cannot show what it held in the old one. */
  private void requirePartitions(FilesState state, PartitionTree tree, long version, long life) {
    state.files().stream()
        .flatMap(file -> file.references().stream())
        .filter(held -> tree.find(held.partitionId()).isEmpty())
        .findFirst()
        .ifPresent(
            held -> {
              FileReference reference = held.reference();
              throw new InvalidInput(
                  ("Version %d of table %s can no longer be read, since its partitions were"
                          + " replaced; the earliest that can is %d: file=%s, partition=%s")
                      .formatted(
                          version,
                          table.name(),
                          life,
                          reference.filename(),
                          reference.partitionId()));
            });
  }
}
