package sleeper.ingest.task;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import sleeper.core.job.JobLogging;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.ReceivedMessage;

/**
 * Holds the messages that are worked on, anew from time to time, on a thread of its own.
 *
 * <p>A request that fails is made again at the next beat, since messages are held for several of
 * them. Thread-safe.
 */
final class HeldMessages implements AutoCloseable {

  /** How often a message is held anew in the time for which it is held. */
  static final int HOLDS_PER_VISIBILITY = 3;

  private static final Logger LOGGER = LoggerFactory.getLogger(HeldMessages.class);

  private final JobQueue queue;
  private final Duration visibility;
  private final Set<HeldMessage> held = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  HeldMessages(JobQueue queue, Duration visibility) {
    this.queue = queue;
    this.visibility = visibility;
    thread = new Thread(this::beat, "ingest-messages");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes charge of a message that was just received; what the queue gave may be less. */
  HeldMessage hold(ReceivedMessage message) {
    HeldMessage taken = new HeldMessage(queue, message, this::forget);
    held.add(taken);
    holdAnew(taken);
    return taken;
  }

  /** Lets all messages that are still held be received by others at once. */
  void giveBackAll() {
    held.forEach(message -> message.giveBack(Duration.ZERO));
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void forget(HeldMessage message) {
    held.remove(message);
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(visibility.toMillis() / HOLDS_PER_VISIBILITY);
        held.forEach(this::holdAnew);
      }
    } catch (InterruptedException e) {
      LOGGER.debug("No messages are held any more");
    }
  }

  private void holdAnew(HeldMessage message) {
    try (MDC.MDCCloseable job = JobLogging.job(message.jobId())) {
      message.holdAnew(visibility);
    } catch (RuntimeException | Error e) {
      LOGGER.warn("Could not hold message {}; trying again", message.message().id(), e);
    }
  }
}
