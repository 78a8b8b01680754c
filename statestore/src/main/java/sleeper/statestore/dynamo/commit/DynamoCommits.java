package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.IngestCommitStore;
import sleeper.statestore.dynamo.DynamoState;

/**
 * Makes the {@link IngestCommitStore} of an instance on DynamoDB. All processes at one instance
 * have to agree whether it is shared.
 *
 * @param state where the instance is, and who writes to it
 * @param files tells of runs that the log does not reach back to
 */
public record DynamoCommits(DynamoState state, RunFiles files) {

  /** Commits straight to the log. */
  public IngestCommitStore store() {
    CommitParts parts = CommitParts.of(state);
    Claims claims = claims(parts, QueueDelivery.byLooking(parts.log(), files));
    Publication publication = parts.isShared() ? direct(parts, claims) : new OwnPublication(parts);
    return new DynamoIngestCommitStore(parts, claims, publication);
  }

  /**
   * Commits through the queue of Sleeper's committer.
   *
   * @throws IllegalArgumentException if the instance is not shared, and so has no committer
   */
  public IngestCommitStore store(QueueSettings settings) {
    CommitParts parts = CommitParts.of(state);
    if (!parts.isShared()) {
      throw new IllegalArgumentException("Only an instance that is shared has Sleeper's committer");
    }
    Delivery delivery = new QueueDelivery(parts, files, settings);
    Claims claims = claims(parts, delivery);
    QueuePublication publication =
        new QueuePublication(parts, new Completion(parts), delivery, direct(parts, claims));
    return new DynamoIngestCommitStore(parts, claims, publication);
  }

  private Claims claims(CommitParts parts, Delivery delivery) {
    return new Claims(parts, new Completion(parts), files, delivery);
  }

  private static SharedPublication direct(CommitParts parts, Claims claims) {
    return new SharedPublication(parts, new Completion(parts), claims);
  }
}
