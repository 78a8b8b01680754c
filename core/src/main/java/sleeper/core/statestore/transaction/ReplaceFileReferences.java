package sleeper.core.statestore.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.FileReference;

/**
 * Puts the results of compaction jobs in place of what they read. A job whose inputs are no longer
 * its own is left out; the others happen.
 *
 * @param jobs the finished jobs
 */
public record ReplaceFileReferences(List<Replacement> jobs) implements FileTransaction {

  /**
   * One finished job.
   *
   * @param run the job and where it ran
   * @param inputFiles what it read, each with a reference claimed by the job in the partition of
   *     {@code newReference}
   * @param newReference what it wrote
   */
  public record Replacement(
      CompactionRun run, List<String> inputFiles, FileReference newReference) {

    public Replacement {
      inputFiles = List.copyOf(inputFiles);
    }
  }

  /**
   * A run of a compaction job.
   *
   * @param jobId the job
   * @param taskId the task that ran it, or null
   * @param jobRunId the run, or null
   */
  public record CompactionRun(String jobId, @Nullable String taskId, @Nullable String jobRunId) {}

  public ReplaceFileReferences {
    jobs = List.copyOf(jobs);
  }

  @Override
  public TransactionType type() {
    return TransactionType.REPLACE_FILE_REFERENCES;
  }

  @Override
  public void validate(FilesState state) {
    for (Replacement job : jobs) {
      for (String input : job.inputFiles()) {
        FileReference reference =
            FileChecks.existing(state, input, job.newReference().partitionId());
        if (!job.run().jobId().equals(reference.jobId())) {
          throw new CommitRejected(
              "The file reference is not claimed by the job: file=%s, partition=%s, job=%s"
                  .formatted(input, reference.partitionId(), job.run().jobId()));
        }
      }
      if (state.file(job.newReference().filename()).isPresent()) {
        throw new CommitRejected(
            "The file is in the table already: file=" + job.newReference().filename());
      }
    }
  }

  @Override
  public void apply(FilesStateBuilder state) {
    jobs.stream().filter(job -> isPossible(state, job)).forEach(job -> apply(state, job));
  }

  private static boolean isPossible(FilesStateBuilder state, Replacement job) {
    String partitionId = job.newReference().partitionId();
    return state.file(job.newReference().filename()).isEmpty()
        && job.inputFiles().stream()
            .allMatch(
                input ->
                    state
                        .file(input)
                        .flatMap(file -> file.referenceIn(partitionId))
                        .filter(held -> job.run().jobId().equals(held.jobId()))
                        .isPresent());
  }

  private static void apply(FilesStateBuilder state, Replacement job) {
    FileReference added = job.newReference();
    job.inputFiles().forEach(input -> state.removeReference(input, added.partitionId()));
    state.add(
        added.filename(),
        List.of(
            new FileReference(
                added.filename(),
                added.partitionId(),
                added.numberOfRows(),
                null,
                added.countApproximate(),
                added.onlyContainsDataForThisPartition())));
  }
}
