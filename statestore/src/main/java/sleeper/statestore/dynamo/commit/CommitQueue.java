package sleeper.statestore.dynamo.commit;

import sleeper.core.statestore.transaction.TransactionType;

/** The queue of Sleeper's committer. Thread-safe. */
@FunctionalInterface
public interface CommitQueue {

  /**
   * Hands a transaction over, which the committer appends to the log of the table when it likes,
   * once or several times, or never.
   *
   * @param bodyKey the key of its body in the data bucket
   * @param deduplicationId the same for messages that are the same
   * @throws java.io.UncheckedIOException if it could not be handed over, or nobody knows
   */
  void send(String tableId, TransactionType type, String bodyKey, String deduplicationId);
}
