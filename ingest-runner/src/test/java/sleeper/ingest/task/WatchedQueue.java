package sleeper.ingest.task;

import java.time.Duration;
import java.util.List;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.ReceivedMessage;

/** A real queue with something that happens before requests, which may throw. */
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
    return !losesReceipts && queue.hold(message, visibility);
  }

  @Override
  public void delete(ReceivedMessage message) {
    queue.delete(message);
  }

  @Override
  public void giveBack(ReceivedMessage message, Duration delay) {
    queue.giveBack(message, delay);
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
