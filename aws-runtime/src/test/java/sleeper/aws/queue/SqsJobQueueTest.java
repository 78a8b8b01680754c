package sleeper.aws.queue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.contract.JobQueueContract;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Time passes while nothing is done, so that tests wait together, each with queues of its own. */
@Execution(ExecutionMode.CONCURRENT)
class SqsJobQueueTest extends JobQueueContract {

  private final SqsClient sqs = TestClients.sqs();
  private SqsQueues queues = new SqsQueues("", Optional.empty(), SETTINGS.visibility());

  @BeforeEach
  void create() {
    String name = UUID.randomUUID().toString();
    String deadUrl = sqs.createQueue(request -> request.queueName(name + "-dead")).queueUrl();
    String deadArn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(deadUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(deadArn, SETTINGS.maxReceives());
    String url =
        sqs.createQueue(
                request ->
                    request
                        .queueName(name)
                        .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)))
            .queueUrl();
    queues = new SqsQueues(url, Optional.of(deadUrl), SETTINGS.visibility());
  }

  @Override
  protected JobQueue queue() {
    return new SqsJobQueue(sqs, queues);
  }

  @Override
  protected void pass(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
