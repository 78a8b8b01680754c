package sleeper.core.queue;

import java.util.List;
import java.util.function.Predicate;

/**
 * The messages of a queue that were received too often and set aside, for people to look at and to
 * decide on. Thread-safe.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} if the queue cannot be reached; what
 * was done before that stays done, and the rest may be asked for again.
 */
public interface DeadMessages {

  /**
   * Lists messages and leaves them where they are. A queue of a service may keep some to itself
   * while somebody else looks.
   *
   * @param most the most messages to list, at least 1
   * @return the oldest first, as far as the queue knows an order
   */
  List<DeadMessage> list(int most);

  /**
   * Lets some of them be received again, as if they never had been. A job whose message has no id
   * keeps the one that it had; what is interrupted half way may leave a message on both sides,
   * which leads to a duplicate of the same job.
   *
   * @param which those that are meant; may be asked more than once of a message
   * @return how many
   */
  long replay(Predicate<DeadMessage> which);

  /**
   * Deletes some of them.
   *
   * @param which those that are meant; may be asked more than once of a message
   * @return how many
   */
  long delete(Predicate<DeadMessage> which);
}
