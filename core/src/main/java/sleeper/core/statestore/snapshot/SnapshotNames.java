package sleeper.core.statestore.snapshot;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.statestore.transaction.LogKind;

/** The keys of the objects of snapshots. */
final class SnapshotNames {

  /** In the name of an object, whole or left half-written under a name that has this in it. */
  private static final Pattern NUMBER_AND_END =
      Pattern.compile("(?<!\\d)(\\d{1,18})(-(?:files|partitions|history)\\.arrow)");

  private static final String FILES_END = "-files.arrow";
  private static final String PARTITIONS_END = "-partitions.arrow";
  private static final String HISTORY_END = "-history.arrow";

  private SnapshotNames() {}

  /** The key prefix of all of them. */
  static String prefix(String tableId) {
    return tableId + "/statestore/snapshots/";
  }

  static String key(String tableId, LogKind kind, long number) {
    String end = kind == LogKind.FILES ? FILES_END : PARTITIONS_END;
    return prefix(tableId) + number + end;
  }

  /** The number of the snapshot that an object belongs to, if it is one of this kind. */
  static OptionalLong number(LogKind kind, String key) {
    Matcher matcher = NUMBER_AND_END.matcher(key.substring(key.lastIndexOf('/') + 1));
    boolean found =
        matcher.find() && matcher.group(2).equals(PARTITIONS_END) == (kind == LogKind.PARTITIONS);
    return found ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
  }

  /** The name of the history beside a snapshot of files. */
  static String historyOf(String name) {
    return name.substring(0, name.length() - FILES_END.length()) + HISTORY_END;
  }
}
