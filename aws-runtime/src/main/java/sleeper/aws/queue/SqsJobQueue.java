package sleeper.aws.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.core.queue.DeadMessages;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.core.queue.ReceivedMessage;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * A queue on SQS. What is received too often is set aside by SQS itself, as the queue's redrive
 * policy says.
 *
 * <p>SQS tells neither how old the oldest message is (CloudWatch does), nor whether a message that
 * is deleted under the receipt of an earlier delivery is deleted: the caller must not do so.
 */
public final class SqsJobQueue implements JobQueue {

  /** The most that SQS gives at once. */
  private static final int MOST_MESSAGES = 10;

  /** The longest that SQS waits. */
  private static final int MOST_WAIT_SECONDS = 20;

  /** The longest that SQS holds a message. */
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  private final SqsClient client;
  private final SqsQueues queues;
  private final SqsFailures failures;

  /** A queue; the client stays the caller's. */
  public SqsJobQueue(SqsClient client, SqsQueues queues) {
    this.client = client;
    this.queues = queues;
    this.failures = new SqsFailures(queues.url());
  }

  @Override
  public List<ReceivedMessage> receive(int most, Duration wait) throws InterruptedException {
    long left = Math.max(0, wait.toSeconds());
    List<ReceivedMessage> received = receiveOnce(most, left);
    while (received.isEmpty() && left > MOST_WAIT_SECONDS) {
      left -= MOST_WAIT_SECONDS;
      received = receiveOnce(most, left);
    }
    return received;
  }

  @Override
  public boolean hold(ReceivedMessage message, Duration visibility) {
    return changeVisibility(message, visibility);
  }

  @Override
  public void delete(ReceivedMessage message) {
    try {
      client.deleteMessage(
          request -> request.queueUrl(queues.url()).receiptHandle(message.receipt()));
    } catch (SdkException e) {
      if (!SqsFailures.isOverReceipt(e)) {
        throw failures.unwritten("A message could not be deleted", e);
      }
    }
  }

  @Override
  public void giveBack(ReceivedMessage message, Duration delay) {
    changeVisibility(message, delay);
  }

  @Override
  public String send(String body) {
    try {
      return client
          .sendMessage(request -> request.queueUrl(queues.url()).messageBody(body))
          .messageId();
    } catch (SdkException e) {
      throw failures.unwritten("A message could not be sent", e);
    }
  }

  @Override
  public QueueDepth depth() {
    Map<QueueAttributeName, String> counts = attributes(queues.url());
    long dead =
        queues
            .deadLetterUrl()
            .map(url -> number(attributes(url), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .orElse(0L);
    return new QueueDepth(
        number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
            + number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
        dead,
        Optional.empty());
  }

  @Override
  public DeadMessages dead() {
    return new SqsDeadMessages(client, queues);
  }

  private List<ReceivedMessage> receiveOnce(int most, long waitSeconds)
      throws InterruptedException {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(queues.url())
            .maxNumberOfMessages(Math.min(most, MOST_MESSAGES))
            .waitTimeSeconds((int) Math.min(waitSeconds, MOST_WAIT_SECONDS))
            .visibilityTimeout((int) queues.visibility().toSeconds())
            .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
            .build();
    try {
      return new SqsPoll(client, request, message -> giveBack(received(message), Duration.ZERO))
          .await().stream().map(SqsJobQueue::received).toList();
    } catch (SdkException e) {
      throw failures.failed("Messages could not be received", e);
    }
  }

  private boolean changeVisibility(ReceivedMessage message, Duration visibility) {
    try {
      client.changeMessageVisibility(
          request ->
              request
                  .queueUrl(queues.url())
                  .receiptHandle(message.receipt())
                  .visibilityTimeout(seconds(visibility)));
      return true;
    } catch (SdkException e) {
      if (SqsFailures.isOverReceipt(e)) {
        return false;
      }
      throw failures.unwritten("A message could not be held", e);
    }
  }

  /** Whole seconds are all that SQS knows; no message is held for less than was asked for. */
  private static int seconds(Duration visibility) {
    Duration possible =
        visibility.compareTo(LONGEST_VISIBILITY) > 0 ? LONGEST_VISIBILITY : visibility;
    return (int) possible.plusSeconds(1).minusNanos(1).toSeconds();
  }

  private Map<QueueAttributeName, String> attributes(String url) {
    try {
      return client
          .getQueueAttributes(
              request ->
                  request
                      .queueUrl(url)
                      .attributeNames(
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
          .attributes();
    } catch (SdkException e) {
      throw failures.failed("The number of messages could not be read", e);
    }
  }

  private static long number(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
    return Long.parseLong(counts.getOrDefault(name, "0"));
  }

  private static ReceivedMessage received(Message message) {
    String count =
        message
            .attributes()
            .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
    return new ReceivedMessage(
        message.messageId(), message.receiptHandle(), message.body(), Integer.parseInt(count));
  }
}
