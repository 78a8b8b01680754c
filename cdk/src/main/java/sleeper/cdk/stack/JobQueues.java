package sleeper.cdk.stack;

import sleeper.cdk.config.DeploymentConfig;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue of job messages, and the one of messages that failed too often. */
final class JobQueues extends Construct {

  /**
   * The longest that SQS keeps messages. Messages keep their age when they are set aside, and are
   * taken from the first queue earlier, so that there always is time to look after them.
   */
  private static final Duration DEAD_LETTERS_KEPT = Duration.days(14);

  private static final Duration JOBS_KEPT = Duration.days(4);

  private final Queue jobs;
  private final Queue deadLetters;

  JobQueues(Construct scope, DeploymentConfig deployment) {
    super(scope, "Queues");
    InstanceProperties properties = deployment.properties();
    deadLetters =
        queue("DeadLetters", deployment.id().cleanName("IngestJobDLQ"))
            .retentionPeriod(DEAD_LETTERS_KEPT)
            .build();
    jobs =
        queue("Jobs", deployment.id().cleanName("IngestJobQ"))
            .retentionPeriod(JOBS_KEPT)
            .visibilityTimeout(
                Duration.seconds(properties.get(InstanceProperty.INGEST_QUEUE_VISIBILITY_SECONDS)))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetters)
                    .maxReceiveCount(properties.get(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES))
                    .build())
            .build();
  }

  /** The queue of jobs. */
  Queue jobs() {
    return jobs;
  }

  /** The queue of jobs that failed too often. */
  Queue deadLetters() {
    return deadLetters;
  }

  private Queue.Builder queue(String constructId, String name) {
    return Queue.Builder.create(this, constructId)
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .removalPolicy(RemovalPolicy.DESTROY);
  }
}
