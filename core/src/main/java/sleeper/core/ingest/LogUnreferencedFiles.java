package sleeper.core.ingest;

import java.time.Instant;
import java.util.List;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.transaction.DeleteFiles;
import sleeper.core.statestore.transaction.FilesState;

/** The files without references of a table, as its transaction log tells. */
public final class LogUnreferencedFiles implements UnreferencedFiles {

  private final TransactionLogStates states;
  private final TransactionCommitter committer;

  public LogUnreferencedFiles(TransactionLogStates states, TransactionCommitter committer) {
    this.states = states;
    this.committer = committer;
  }

  @Override
  public List<String> since(Instant time) {
    return states.files().unreferencedSince(time).map(file -> file.filename()).sorted().toList();
  }

  @Override
  public void forget(List<String> filenames) {
    if (known(states.files(), filenames).isEmpty()) {
      return;
    }
    // Another collector may be faster with all of them; then the transaction deletes nothing.
    committer.commitFiles(state -> new DeleteFiles(known(state, filenames)));
  }

  private static List<String> known(FilesState state, List<String> filenames) {
    return filenames.stream()
        .filter(name -> state.file(name).or(() -> state.clearedFile(name)).isPresent())
        .toList();
  }
}
