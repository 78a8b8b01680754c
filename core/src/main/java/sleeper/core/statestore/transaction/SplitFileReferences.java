package sleeper.core.statestore.transaction;

import java.util.List;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.FileReference;

/**
 * Pushes references down from a partition to its children.
 *
 * @param requests the references to push down
 */
public record SplitFileReferences(List<Split> requests) implements FileTransaction {

  /**
   * One reference and those that take its place.
   *
   * @param oldReference the reference to remove
   * @param newReferences references of the same file in other partitions
   */
  public record Split(FileReference oldReference, List<FileReference> newReferences) {

    public Split {
      newReferences = List.copyOf(newReferences);
    }
  }

  public SplitFileReferences {
    requests = List.copyOf(requests);
  }

  @Override
  public TransactionType type() {
    return TransactionType.SPLIT_FILE_REFERENCES;
  }

  @Override
  public void validate(FilesState state) {
    for (Split split : requests) {
      FileReference old = split.oldReference();
      FileChecks.unclaimed(FileChecks.existing(state, old.filename(), old.partitionId()));
      TrackedFile file = state.file(old.filename()).orElseThrow();
      for (FileReference added : split.newReferences()) {
        if (file.referenceIn(added.partitionId()).isPresent()) {
          throw new CommitRejected(
              "The file has a reference in the partition already: file=%s, partition=%s"
                  .formatted(old.filename(), added.partitionId()));
        }
      }
    }
  }

  @Override
  public void apply(FilesStateBuilder state) {
    for (Split split : requests) {
      FileReference old = split.oldReference();
      split.newReferences().forEach(state::addReference);
      state.removeReference(old.filename(), old.partitionId());
    }
  }
}
