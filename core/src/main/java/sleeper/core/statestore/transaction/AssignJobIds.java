package sleeper.core.statestore.transaction;

import java.util.List;
import sleeper.core.statestore.FileReference;

/**
 * Claims references for compaction jobs.
 *
 * @param requests what each job claims
 */
public record AssignJobIds(List<Claim> requests) implements FileTransaction {

  /**
   * The references of one job.
   *
   * @param jobId the job
   * @param partitionId the partition they are in
   * @param filenames the files
   */
  public record Claim(String jobId, String partitionId, List<String> filenames) {

    public Claim {
      filenames = List.copyOf(filenames);
    }
  }

  public AssignJobIds {
    requests = List.copyOf(requests);
  }

  @Override
  public TransactionType type() {
    return TransactionType.ASSIGN_JOB_IDS;
  }

  @Override
  public void validate(FilesState state) {
    for (Claim claim : requests) {
      for (String filename : claim.filenames()) {
        FileReference reference = FileChecks.existing(state, filename, claim.partitionId());
        FileChecks.unclaimed(reference);
      }
    }
  }

  @Override
  public void apply(FilesStateBuilder state) {
    for (Claim claim : requests) {
      claim
          .filenames()
          .forEach(filename -> state.assign(filename, claim.partitionId(), claim.jobId()));
    }
  }
}
