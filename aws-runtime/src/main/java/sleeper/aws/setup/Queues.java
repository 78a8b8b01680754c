package sleeper.aws.setup;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Makes and deletes queues. Everything can be repeated. */
final class Queues {

  /** The longest that SQS keeps messages: the time in which somebody can look after dead ones. */
  private static final String FOURTEEN_DAYS = "1209600";

  private final SqsClient client;
  private final SetupNotes notes;

  Queues(SqsClient client, SetupNotes notes) {
    this.client = client;
    this.notes = notes;
  }

  /** A queue as others name it. */
  record Queue(String url, String arn) {}

  Queue makeDeadLetterQueue(String name) {
    return make(name, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS));
  }

  /** Makes a queue whose messages go to another one when they were received too often. */
  Queue makeJobQueue(String name, Queue deadLetters, QueueLimits limits) {
    String redrive =
        Json.compact(
            Json.object()
                .put("deadLetterTargetArn", deadLetters.arn())
                .put("maxReceiveCount", String.valueOf(limits.maxReceives())));
    return make(
        name,
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            String.valueOf(limits.visibilitySeconds()),
            QueueAttributeName.REDRIVE_POLICY,
            redrive));
  }

  /** How a queue delivers messages. */
  record QueueLimits(int visibilitySeconds, int maxReceives) {}

  /** Deletes a queue with its messages; one that is not there is no error. */
  void delete(String name) {
    try {
      Optional<String> url = find(name);
      if (url.isPresent()) {
        client.deleteQueue(request -> request.queueUrl(url.get()));
        notes.deleted(Kind.QUEUE, name);
      }
    } catch (QueueDoesNotExistException gone) {
      return;
    } catch (SdkException e) {
      throw SetupFailures.failed("Queue %s could not be deleted".formatted(name), e);
    }
  }

  private Queue make(String name, Map<QueueAttributeName, String> attributes) {
    try {
      Optional<String> created =
          find(name).isPresent() ? Optional.empty() : create(name, attributes);
      if (created.isPresent()) {
        notes.made(Kind.QUEUE, name);
        return new Queue(created.get(), arn(created.get()));
      }
      String url = client.getQueueUrl(request -> request.queueName(name)).queueUrl();
      client.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
      notes.wasThere(Kind.QUEUE, name);
      return new Queue(url, arn(url));
    } catch (QueueDeletedRecentlyException e) {
      throw new InvalidInput(
          ("Queue %s was deleted less than a minute ago, and SQS does not make it again before; run"
                  + " it again then")
              .formatted(name),
          e);
    } catch (SdkException e) {
      throw SetupFailures.failed("Queue %s could not be made".formatted(name), e);
    }
  }

  /** Empty if somebody else made it at the same time, with other attributes. */
  private Optional<String> create(String name, Map<QueueAttributeName, String> attributes) {
    try {
      return Optional.of(
          client.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl());
    } catch (QueueNameExistsException e) {
      return Optional.empty();
    }
  }

  private Optional<String> find(String name) {
    try {
      return Optional.of(client.getQueueUrl(request -> request.queueName(name)).queueUrl());
    } catch (QueueDoesNotExistException missing) {
      return Optional.empty();
    }
  }

  private String arn(String url) {
    Map<QueueAttributeName, String> attributes =
        client
            .getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes();
    return Objects.requireNonNull(
        attributes.get(QueueAttributeName.QUEUE_ARN), "SQS tells the ARN of every queue");
  }
}
