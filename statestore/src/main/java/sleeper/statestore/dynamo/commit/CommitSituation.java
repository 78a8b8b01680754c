package sleeper.statestore.dynamo.commit;

import java.util.Optional;
import sleeper.core.ingest.CommitDecision;

/**
 * How a commit stands before the log is asked.
 *
 * @param decision what has been decided already, if anything has
 * @param intent the intent of the run; there unless there is a decision
 * @param job the job that the run is at; there unless there is a decision
 */
record CommitSituation(
    Optional<CommitDecision> decision, Optional<StoredIntent> intent, Optional<JobItem> job) {

  static CommitSituation decided(CommitDecision decision) {
    return new CommitSituation(Optional.of(decision), Optional.empty(), Optional.empty());
  }
}
