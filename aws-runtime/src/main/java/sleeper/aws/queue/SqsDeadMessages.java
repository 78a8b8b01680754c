package sleeper.aws.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import sleeper.core.job.JobMessageWriter;
import sleeper.core.queue.DeadMessage;
import sleeper.core.queue.DeadMessages;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * The dead letter queue of a queue on SQS. To look at messages is to receive them and to give them
 * back: while somebody looks, others do not see them.
 *
 * <p>A message is replayed by being sent first and deleted then, one by one. SQS gives it a new id,
 * so that a job that was named after its message gets the old id as its own.
 */
final class SqsDeadMessages implements DeadMessages {

  private static final int MOST_MESSAGES = 10;

  /** SQS asks all of its servers when it may wait. */
  private static final int WAIT_SECONDS = 1;

  /** Of messages that are not given back because the process was killed. */
  private static final Duration HELD = Duration.ofSeconds(30);

  private final SqsClient client;
  private final SqsQueues queues;

  SqsDeadMessages(SqsClient client, SqsQueues queues) {
    this.client = client;
    this.queues = queues;
  }

  @Override
  public List<DeadMessage> list(int most) {
    return queues.deadLetterUrl().map(url -> list(url, most)).orElse(List.of());
  }

  @Override
  public long replay(Predicate<DeadMessage> which) {
    return take(
        which,
        message ->
            client.sendMessage(
                request ->
                    request
                        .queueUrl(queues.url())
                        .messageBody(
                            JobMessageWriter.withId(message.body(), message.messageId()))));
  }

  @Override
  public long delete(Predicate<DeadMessage> which) {
    return take(which, message -> {});
  }

  private List<DeadMessage> list(String url, int most) {
    List<Message> seen = new ArrayList<>();
    try {
      List<Message> received = receive(url, most);
      while (!received.isEmpty()) {
        seen.addAll(received);
        received = seen.size() < most ? receive(url, most - seen.size()) : List.of();
      }
      return seen.stream()
          .map(SqsDeadMessages::dead)
          .sorted(Comparator.comparing(DeadMessage::sentTime))
          .toList();
    } catch (SdkException e) {
      throw new SqsFailures(url).failed("Dead messages could not be listed", e);
    } finally {
      seen.forEach(message -> giveBack(url, message));
    }
  }

  private long take(Predicate<DeadMessage> which, Consumer<Message> use) {
    return queues.deadLetterUrl().map(url -> take(url, which, use)).orElse(0L);
  }

  /** Holds those that are not meant until none is seen for the first time. */
  private long take(String url, Predicate<DeadMessage> which, Consumer<Message> use) {
    Map<String, Message> others = new HashMap<>();
    long count = 0;
    try {
      List<Message> received = receive(url, MOST_MESSAGES);
      while (received.stream().anyMatch(message -> !others.containsKey(message.messageId()))) {
        for (Message message : received) {
          if (which.test(dead(message))) {
            use.accept(message);
            delete(url, message);
            count++;
          } else {
            others.put(message.messageId(), message);
          }
        }
        received = receive(url, MOST_MESSAGES);
      }
      received.forEach(message -> others.put(message.messageId(), message));
      return count;
    } catch (SdkException e) {
      throw new SqsFailures(url)
          .failed("Dead messages were dealt with up to number %d alone".formatted(count), e);
    } finally {
      others.values().forEach(message -> giveBack(url, message));
    }
  }

  private void delete(String url, Message message) {
    client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  private List<Message> receive(String url, int most) {
    ReceiveMessageRequest request =
        ReceiveMessageRequest.builder()
            .queueUrl(url)
            .maxNumberOfMessages(Math.min(most, MOST_MESSAGES))
            .waitTimeSeconds(WAIT_SECONDS)
            .visibilityTimeout((int) HELD.toSeconds())
            .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
            .build();
    return client.receiveMessage(request).messages();
  }

  /** One that cannot be given back is visible again soon. */
  private void giveBack(String url, Message message) {
    try {
      client.changeMessageVisibility(
          request ->
              request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    } catch (SdkException e) {
      if (!SqsFailures.isOverReceipt(e)) {
        throw new SqsFailures(url).failed("A dead message could not be given back", e);
      }
    }
  }

  private static DeadMessage dead(Message message) {
    String sent = message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
    return new DeadMessage(
        message.messageId(), message.body(), Instant.ofEpochMilli(Long.parseLong(sent)));
  }
}
