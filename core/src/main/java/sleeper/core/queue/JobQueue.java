package sleeper.core.queue;

import java.time.Duration;
import java.util.List;

/**
 * A queue of job messages, each delivered at least once and in no certain order.
 *
 * <p>A message that was received is held: nobody else receives it until its visibility timeout is
 * over, unless it is held for longer, given back or deleted before. One that has been received too
 * often is not delivered again but set aside as dead. Thread-safe; several processes may use one
 * queue.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} if the queue cannot be reached, and
 * {@link sleeper.core.error.CommitStateUnknown} if it may have done what it was asked for all the
 * same. A request may be repeated; a message that is sent again may be there twice.
 */
public interface JobQueue {

  /**
   * Receives messages and holds them for the queue's visibility timeout. Returns as soon as there
   * is one.
   *
   * @param most the most messages to return, at least 1; there may be fewer though more are waiting
   * @param wait how long to wait for a message
   * @return none if there were none in that time
   * @throws InterruptedException if the thread was interrupted; no message is held by this call
   *     that would not be visible again after the timeout
   */
  List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException;

  /**
   * Holds a message until so much time after now.
   *
   * @return false if it is not held under this receipt any more: it was deleted, or is visible, or
   *     has been received by somebody else
   */
  boolean hold(ReceivedMessage message, Duration visibility);

  /** Deletes a message that is held. Does nothing if it is not held under this receipt any more. */
  void delete(ReceivedMessage message);

  /**
   * Lets a message that is held be received by anybody, after a delay or at once. Does nothing if
   * it is not held under this receipt any more.
   */
  void giveBack(ReceivedMessage message, Duration delay);

  /** Adds a message; returns the id that the queue gave it, unique for ever. */
  String send(String body);

  /** How many messages there are; approximate while others use the queue. */
  QueueDepth depth();

  /** The messages that were set aside. */
  DeadMessages dead();
}
