package sleeper.starter.aws;

import java.io.IOException;
import java.util.Map;
import sleeper.starter.WaitingJobs;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The messages that are visible in an SQS queue: neither those that a task has received nor those
 * that are delayed. SQS itself counts them only about right.
 */
public final class SqsWaitingJobs implements WaitingJobs {

  private static final QueueAttributeName VISIBLE =
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  private final SqsClient sqs;
  private final String queueUrl;

  /** Counts with a client that stays the caller's. */
  public SqsWaitingJobs(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public int count() throws IOException {
    try {
      Map<QueueAttributeName, String> attributes =
          sqs.getQueueAttributes(b -> b.queueUrl(queueUrl).attributeNames(VISIBLE)).attributes();
      long messages = Long.parseLong(attributes.getOrDefault(VISIBLE, "0"));
      return (int) Math.max(0, Math.min(messages, Integer.MAX_VALUE));
    } catch (SdkException | NumberFormatException e) {
      throw new IOException(
          "The messages of queue %s cannot be counted: %s".formatted(queueUrl, e.getMessage()), e);
    }
  }
}
