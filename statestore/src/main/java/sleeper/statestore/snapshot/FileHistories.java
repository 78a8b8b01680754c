package sleeper.statestore.snapshot;

import java.util.List;
import java.util.Map;
import sleeper.core.statestore.transaction.FileHistory;
import sleeper.core.statestore.transaction.FilesStateBuilder.Parts;
import sleeper.core.statestore.transaction.TrackedFile;

/**
 * What a history says about the files of a snapshot.
 *
 * @param isKnown whether there is a history at all
 * @param parts what it says about the state as a whole
 * @param byFile the transactions that brought and released each file that is known
 * @param cleared the files that were cleared
 */
record FileHistories(
    boolean isKnown, Parts parts, Map<String, FileHistory> byFile, List<TrackedFile> cleared) {

  /** Sleeper wrote the snapshot: nothing is known of what was before it. */
  static FileHistories unknown(long number) {
    return new FileHistories(false, new Parts(number, 0, number), Map.of(), List.of());
  }

  FileHistory of(String filename) {
    return byFile.getOrDefault(filename, FileHistory.NONE);
  }
}
