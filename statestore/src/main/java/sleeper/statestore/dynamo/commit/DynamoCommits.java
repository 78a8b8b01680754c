package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.storage.ObjectStore;
import sleeper.statestore.dynamo.DynamoTableNames;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes the {@link IngestCommitStore} of an instance on DynamoDB. All processes at one instance have
 * to agree whether it is shared.
 *
 * @param client of DynamoDB; the caller closes it
 * @param names of the tables of the instance
 * @param objects the data bucket, for transactions too large for an item
 */
public record DynamoCommits(DynamoDbClient client, DynamoTableNames names, ObjectStore objects) {

  /** For an instance that nobody but this software writes to. */
  public IngestCommitStore own() {
    CommitParts parts = CommitParts.own(client, names, objects);
    Claims claims = claims(parts, RunFiles.UNKNOWN, lookingFor(parts, RunFiles.UNKNOWN));
    return new DynamoIngestCommitStore(
        parts, Incarnations.own(parts.log()), claims, new OwnPublication(parts, names));
  }

  /**
   * For an instance that Sleeper's own code writes to as well.
   *
   * @param files tells of runs that the log does not reach back to
   */
  public IngestCommitStore shared(RunFiles files) {
    CommitParts parts = CommitParts.shared(client, names, objects);
    Claims claims = claims(parts, files, lookingFor(parts, files));
    return shared(parts, claims, direct(parts, claims));
  }

  /** The same, with commits through the queue of Sleeper's committer. */
  public IngestCommitStore queued(RunFiles files, QueueSettings settings) {
    CommitParts parts = CommitParts.shared(client, names, objects);
    Delivery delivery = new QueueDelivery(parts.log(), files, settings);
    Claims claims = claims(parts, files, delivery);
    return shared(
        parts,
        claims,
        new QueuePublication(
            parts, new Completion(parts), delivery, direct(parts, claims)));
  }

  private static IngestCommitStore shared(
      CommitParts parts, Claims claims, Publication publication) {
    return new DynamoIngestCommitStore(
        parts, Incarnations.shared(parts.log()), claims, publication);
  }

  private static SharedPublication direct(CommitParts parts, Claims claims) {
    return new SharedPublication(parts, new Completion(parts), claims);
  }

  private static Claims claims(CommitParts parts, RunFiles files, Delivery delivery) {
    return new Claims(parts, new Completion(parts), files, delivery);
  }

  private static Delivery lookingFor(CommitParts parts, RunFiles files) {
    return QueueDelivery.byLooking(parts.log(), files);
  }
}
