package sleeper.aws.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.queue.JobQueue;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Finds the queue of job messages of an instance, wherever the instance is. */
public final class JobQueues {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobQueues.class);

  private JobQueues() {}

  /**
   * The queue of an instance: that in its folder, or that on SQS which its properties name. It can
   * be used while the instance is open.
   *
   * @throws InvalidInput if the instance has none
   */
  public static JobQueue of(SleeperInstance instance) {
    return instance.ingestTasks().localQueue().orElseGet(() -> sqs(instance));
  }

  /**
   * How often a message is delivered at most, after which it is set aside as dead; empty if nobody
   * tells.
   */
  public static OptionalInt maxReceives(SleeperInstance instance) {
    InstanceProperties properties = instance.properties();
    if (instance.ingestTasks().localQueue().isPresent()) {
      return OptionalInt.of(properties.get(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES));
    }
    Optional<String> url = properties.find(AwsProperty.JOB_QUEUE_URL);
    return url.isPresent() && instance.awsClients().isPresent()
        ? redriveCount(instance.awsClients().get(), url.get())
        : OptionalInt.empty();
  }

  private static JobQueue sqs(SleeperInstance instance) {
    InstanceProperties properties = instance.properties();
    String url =
        properties
            .find(AwsProperty.JOB_QUEUE_URL)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        ("Instance %s has no queue of ingest jobs: property %s is not set; deploy it"
                                + " with ingest, or set the property to the URL of a queue")
                            .formatted(instance.location(), AwsProperty.JOB_QUEUE_URL.name())));
    AwsClients clients =
        instance
            .awsClients()
            .orElseThrow(() -> new InvalidInput("No clients of AWS were given to open the queue"));
    SqsQueues queues =
        new SqsQueues(
            url,
            properties.find(AwsProperty.JOB_DEAD_LETTER_URL),
            instance.ingestTasks().settings().visibility());
    return new SqsJobQueue(clients.sqs(), queues);
  }

  private static OptionalInt redriveCount(AwsClients clients, String url) {
    try {
      Map<QueueAttributeName, String> attributes =
          clients
              .sqs()
              .getQueueAttributes(
                  request ->
                      request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY))
              .attributes();
      String policy = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
      JsonNode count = Json.parse("redrive policy", policy).path("maxReceiveCount");
      return count.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(count.asInt());
    } catch (SdkException | InvalidInput e) {
      LOGGER.warn("It is not known after how many deliveries messages are set aside: {}", url, e);
      return OptionalInt.empty();
    }
  }
}
