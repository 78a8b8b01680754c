package sleeper.core.statestore.transaction;

import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.FileReference;

/** What transactions check of the files they mean to change. */
final class FileChecks {

  private FileChecks() {}

  /** The reference to a file in a partition, which has to be there. */
  static FileReference existing(FilesState state, String filename, String partitionId) {
    TrackedFile file =
        state
            .file(filename)
            .orElseThrow(
                () -> new CommitRejected("The file is not in the table: file=" + filename));
    return file.referenceIn(partitionId)
        .orElseThrow(
            () ->
                new CommitRejected(
                    "The file has no reference in the partition: file=%s, partition=%s"
                        .formatted(filename, partitionId)));
  }

  /** Checks that no job has claimed a reference. */
  static void unclaimed(FileReference reference) {
    if (reference.jobId() != null) {
      throw new CommitRejected(
          "The file reference is claimed by a job: file=%s, partition=%s, job=%s"
              .formatted(reference.filename(), reference.partitionId(), reference.jobId()));
    }
  }
}
