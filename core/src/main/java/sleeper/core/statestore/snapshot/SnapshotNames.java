package sleeper.core.statestore.snapshot;

import sleeper.core.statestore.transaction.LogKind;

/** The keys of the objects of snapshots. */
final class SnapshotNames {

  private static final String FILES_END = "-files.arrow";
  private static final String PARTITIONS_END = "-partitions.arrow";
  private static final String HISTORY_END = "-history.arrow";

  private SnapshotNames() {}

  static String key(String tableId, LogKind kind, long number) {
    String end = kind == LogKind.FILES ? FILES_END : PARTITIONS_END;
    return tableId + "/statestore/snapshots/" + number + end;
  }

  /** The name of the history beside a snapshot of files. */
  static String historyOf(String name) {
    return name.substring(0, name.length() - FILES_END.length()) + HISTORY_END;
  }
}
