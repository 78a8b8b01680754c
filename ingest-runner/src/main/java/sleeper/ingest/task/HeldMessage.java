package sleeper.ingest.task;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.ReceivedMessage;

/**
 * A message under our receipt, until it is deleted or given back. Once the receipt is found to be
 * no longer ours the message is left alone: whoever has it now will find out what we did.
 * Thread-safe.
 */
final class HeldMessage {

  private static final Logger LOGGER = LoggerFactory.getLogger(HeldMessage.class);

  private enum State {
    HELD,
    LOST,
    OVER
  }

  private final JobQueue queue;
  private final ReceivedMessage message;
  private final Consumer<HeldMessage> whenOver;
  private volatile String jobId;
  private State state = State.HELD;

  HeldMessage(JobQueue queue, ReceivedMessage message, Consumer<HeldMessage> whenOver) {
    this.queue = queue;
    this.message = message;
    this.whenOver = whenOver;
    jobId = message.id();
  }

  /** Says which job the message asks for. */
  void isFor(String newJobId) {
    jobId = newJobId;
  }

  /** The job that the message asks for, or the message's id as long as that is not known. */
  String jobId() {
    return jobId;
  }

  ReceivedMessage message() {
    return message;
  }

  /** Holds the message for so long from now, if it still is ours. */
  synchronized void holdAnew(Duration visibility) {
    if (state == State.HELD && !queue.hold(message, visibility)) {
      state = State.LOST;
      LOGGER.warn(
          "Message {} is not held any more; its job goes on, and is a duplicate for others",
          message.id());
    }
  }

  /** Deletes the message. If that fails it is delivered again, and its job is a duplicate. */
  void delete() {
    end(() -> queue.delete(message), "delete");
  }

  /** Lets others receive the message, after a delay. If that fails they do after a time-out. */
  void giveBack(Duration delay) {
    end(() -> queue.giveBack(message, delay), "give back");
  }

  private synchronized void end(Runnable request, String what) {
    State before = state;
    state = State.OVER;
    whenOver.accept(this);
    if (before == State.HELD) {
      try {
        request.run();
      } catch (RuntimeException e) {
        LOGGER.warn("Could not {} message {}; it will be delivered again", what, message.id(), e);
      }
    }
  }
}
