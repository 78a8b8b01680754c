package sleeper.core.statestore.transaction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sleeper.core.statestore.FileReference;

/**
 * A file reference in a state.
 *
 * @param reference the reference
 * @param updateTime of the transaction that last changed it
 */
public record TimedReference(FileReference reference, Instant updateTime) {

  /** The partition whose rows it refers to. */
  public String partitionId() {
    return reference.partitionId();
  }

  TimedReference withJobId(@Nullable String jobId, Instant time) {
    return new TimedReference(
        new FileReference(
            reference.filename(),
            reference.partitionId(),
            reference.numberOfRows(),
            jobId,
            reference.countApproximate(),
            reference.onlyContainsDataForThisPartition()),
        time);
  }
}
