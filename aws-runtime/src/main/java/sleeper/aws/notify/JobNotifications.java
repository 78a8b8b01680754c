package sleeper.aws.notify;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.TaskListener;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Tells an SNS topic of jobs that have ended, on a thread of its own, so that no job waits for it.
 * What cannot be told is logged and fails nothing: notifications may be missed, and a job whose
 * task died may be told of twice. At most {@value #MOST_WAITING} wait at once.
 */
public final class JobNotifications implements TaskListener, AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobNotifications.class);
  private static final int MOST_WAITING = 1000;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final SnsClient client;
  private final NotificationTarget target;
  private final BlockingQueue<JobNotification> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean isClosing;

  /**
   * Where notifications go.
   *
   * @param topicArn the topic
   * @param instance the instance, as it is named in them
   * @param maxReceives how often a message is delivered before it is set aside, if that is known
   */
  public record NotificationTarget(String topicArn, String instance, OptionalInt maxReceives) {}

  /** Notifications by a client that is closed with them. */
  public JobNotifications(SnsClient client, NotificationTarget target) {
    this.client = client;
    this.target = target;
    thread = new Thread(this::publishAll, "job-notifications");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void jobEnded(JobEnd end) {
    JobNotification.of(target.instance(), end, target.maxReceives()).ifPresent(this::add);
  }

  private void add(JobNotification notification) {
    if (!waiting.offer(notification)) {
      LOGGER.warn(
          "{} notifications wait for topic {}; the end of job {} is not told",
          MOST_WAITING,
          target.topicArn(),
          notification.end().delivery().jobId());
    }
  }

  private void publishAll() {
    try {
      while (!isClosing || !waiting.isEmpty()) {
        JobNotification next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          publish(next);
        }
      }
    } catch (InterruptedException e) {
      LOGGER.debug("No notifications are published any more");
    }
  }

  private void publish(JobNotification notification) {
    try {
      client.publish(
          request ->
              request
                  .topicArn(target.topicArn())
                  .message(notification.toJson())
                  .messageAttributes(attributes(notification)));
    } catch (SdkException e) {
      LOGGER.warn(
          "The end of job {} could not be told to topic {}",
          notification.end().delivery().jobId(),
          target.topicArn(),
          e);
    }
  }

  private static Map<String, MessageAttributeValue> attributes(JobNotification notification) {
    return notification.attributes().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                attribute ->
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(attribute.getValue())
                        .build()));
  }

  /** Waits a few seconds for what has not been told yet. */
  @Override
  public void close() {
    isClosing = true;
    try {
      thread.join(LONGEST_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOGGER.warn(
          "{} notifications could not be told to topic {} in time",
          waiting.size() + 1,
          target.topicArn());
      thread.interrupt();
    }
    client.close();
  }
}
