package sleeper.aws.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.ReceivedMessage;

/** A queue that tells of which job a message is as soon as it is received. */
final class ArmingQueue implements JobQueue {

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]*)\"");

  private final JobQueue queue;
  private final Consumer<String> jobs;

  /**
   * A queue.
   *
   * @param jobs hears the id that a message gives its job; empty if it gives none
   */
  ArmingQueue(JobQueue queue, Consumer<String> jobs) {
    this.queue = queue;
    this.jobs = jobs;
  }

  @Override
  public List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException {
    List<ReceivedMessage> received = queue.receive(most, wait);
    received.forEach(message -> jobs.accept(jobOf(message.body())));
    return received;
  }

  private static String jobOf(String body) {
    Matcher id = ID.matcher(body);
    return id.find() ? id.group(1) : "";
  }

  @Override
  public boolean hold(ReceivedMessage message, Duration visibility) {
    return queue.hold(message, visibility);
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
  public DeadMessages dead() {
    return queue.dead();
  }

  @Override
  public QueueDepth depth() {
    return queue.depth();
  }
}
