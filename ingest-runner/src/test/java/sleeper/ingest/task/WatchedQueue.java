package sleeper.ingest.task;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.ReceivedMessage;

/**
 * A real queue with something that happens before requests, which may throw. Like clients of
 * services it refuses to work for a thread that is interrupted.
 */
final class WatchedQueue implements JobQueue {

  private final JobQueue queue;
  volatile Runnable beforeReceive = () -> {};
  volatile Runnable beforeHold = () -> {};
  volatile boolean losesReceipts;

  WatchedQueue(JobQueue queue) {
    this.queue = queue;
  }

  @Override
  public List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException {
    beforeReceive.run();
    return queue.receive(most, wait);
  }

  @Override
  public boolean hold(ReceivedMessage message, Duration visibility) {
    beforeHold.run();
    checkNotInterrupted();
    return !losesReceipts && queue.hold(message, visibility);
  }

  @Override
  public void delete(ReceivedMessage message) {
    checkNotInterrupted();
    queue.delete(message);
  }

  @Override
  public void giveBack(ReceivedMessage message, Duration delay) {
    checkNotInterrupted();
    queue.giveBack(message, delay);
  }

  private static void checkNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new UncheckedIOException(new InterruptedIOException("aborted by an interrupt"));
    }
  }

  @Override
  public String send(String body) {
    return queue.send(body);
  }

  @Override
  public QueueDepth depth() {
    return queue.depth();
  }

  @Override
  public DeadMessages dead() {
    return queue.dead();
  }
}
