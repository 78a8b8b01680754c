package sleeper.statestore.dynamo.commit;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;

/** The later part of a commit, in which a failure to read leaves open what was done before. */
final class Unsure {

  private Unsure() {}

  /**
   * The decision.
   *
   * @throws CommitStateUnknown if something could not be read
   */
  static CommitDecision unlessAnswered(CommitRequest request, Supplier<CommitDecision> decision) {
    try {
      return decision.get();
    } catch (UncheckedIOException e) {
      throw new CommitStateUnknown(
          "Run %s may have been committed to table %s: %s"
              .formatted(request.run().runId(), request.run().tableId(), e.getMessage()),
          e);
    }
  }
}
