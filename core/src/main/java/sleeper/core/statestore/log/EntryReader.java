package sleeper.core.statestore.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.FilesStateBuilder;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.PartitionsState;
import sleeper.core.statestore.transaction.PartitionsStateBuilder;
import sleeper.core.statestore.transaction.TransactionJson;

/** Turns the entries of one table's logs into its states. */
final class EntryReader {

  private final LoggedTable table;
  private final SnapshotLoader snapshots;

  EntryReader(LoggedTable table, SnapshotLoader snapshots) {
    this.table = table;
    this.snapshots = snapshots;
  }

  /** Applies file transactions. */
  LogFollower.Applier<FilesState> files() {
    return new LogFollower.Applier<>() {
      @Override
      public LogFollower.Position<FilesState> start(long atMost) {
        Optional<FilesState> snapshot = snapshots.files(atMost);
        FilesState state = snapshot.orElse(FilesState.empty());
        return new LogFollower.Position<>(state, state.number());
      }

      @Override
      public FilesState apply(FilesState state, List<LogEntry> entries) throws CorruptData {
        FilesStateBuilder builder = state.toBuilder();
        for (LogEntry entry : ofKind(LogKind.FILES, entries)) {
          try {
            builder.apply(
                entry.number(),
                entry.updateTime(),
                TransactionJson.readFiles(entry.type(), entry.body()));
          } catch (CorruptData e) {
            throw unreadable(LogKind.FILES, entry, e);
          }
        }
        return builder.build();
      }
    };
  }

  /** Applies partition transactions. */
  LogFollower.Applier<PartitionsState> partitions() {
    return new LogFollower.Applier<>() {
      @Override
      public LogFollower.Position<PartitionsState> start(long atMost) {
        Optional<PartitionsState> snapshot = snapshots.partitions(atMost);
        PartitionsState state = snapshot.orElse(PartitionsState.empty());
        return new LogFollower.Position<>(state, state.number());
      }

      @Override
      public PartitionsState apply(PartitionsState state, List<LogEntry> entries)
          throws CorruptData {
        PartitionsStateBuilder builder = state.toBuilder();
        for (LogEntry entry : ofKind(LogKind.PARTITIONS, entries)) {
          try {
            builder.apply(
                entry.number(),
                TransactionJson.readPartitions(table.schema().get(), entry.type(), entry.body()));
          } catch (CorruptData | IllegalArgumentException e) {
            throw unreadable(LogKind.PARTITIONS, entry, e);
          }
        }
        return builder.build();
      }
    };
  }

  /** An entry that got into the wrong log is passed over by all readers alike. */
  private static List<LogEntry> ofKind(LogKind kind, List<LogEntry> entries) {
    List<LogEntry> matching = new ArrayList<>(entries);
    matching.removeIf(entry -> entry.type().kind() != kind);
    return matching;
  }

  private CorruptData unreadable(LogKind kind, LogEntry entry, Exception cause) {
    return new CorruptData(
        "A transaction in the log cannot be read: table=%s, log=%s, number=%d, type=%s: %s"
            .formatted(table.name(), kind, entry.number(), entry.type(), cause.getMessage()),
        cause);
  }
}
