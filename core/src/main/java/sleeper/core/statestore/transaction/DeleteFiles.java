package sleeper.core.statestore.transaction;

import java.util.List;
import sleeper.core.error.CommitRejected;

/**
 * Forgets files that nothing refers to and whose objects were deleted.
 *
 * @param filenames the files
 */
public record DeleteFiles(List<String> filenames) implements FileTransaction {

  public DeleteFiles {
    filenames = List.copyOf(filenames);
  }

  @Override
  public TransactionType type() {
    return TransactionType.DELETE_FILES;
  }

  @Override
  public void validate(FilesState state) {
    for (String filename : filenames) {
      TrackedFile file =
          state
              .file(filename)
              .or(() -> state.clearedFile(filename))
              .orElseThrow(
                  () -> new CommitRejected("The file is not in the table: file=" + filename));
      if (!file.references().isEmpty()) {
        throw new CommitRejected(
            "The file is still referenced: file=%s, partition=%s"
                .formatted(filename, file.references().get(0).partitionId()));
      }
    }
  }

  @Override
  public void apply(FilesStateBuilder state) {
    filenames.forEach(state::remove);
  }
}
