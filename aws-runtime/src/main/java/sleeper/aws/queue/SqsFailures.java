package sleeper.aws.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.properties.AwsProperty;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Says in a sentence why SQS failed. */
final class SqsFailures {

  /** What SQS says of a receipt under which a message is not held any more. */
  private static final Set<String> OVER =
      Set.of(
          "InvalidParameterValue",
          "MessageNotInflight",
          "AWS.SimpleQueueService.MessageNotInflight",
          "ReceiptHandleIsInvalid",
          "InvalidIdFormat");

  private final String queueUrl;

  SqsFailures(String queueUrl) {
    this.queueUrl = queueUrl;
  }

  static boolean isOverReceipt(SdkException failure) {
    return failure instanceof AwsServiceException service
        && service.statusCode() < 500
        && service.awsErrorDetails() != null
        && OVER.contains(service.awsErrorDetails().errorCode());
  }

  /** What to throw where nothing was to be changed. */
  UncheckedIOException failed(String what, SdkException cause) {
    return new UncheckedIOException(new IOException(sentence(what, cause), cause));
  }

  /**
   * What to throw where something was to be changed: {@link CommitStateUnknown} unless SQS has
   * refused to. The client repeats requests by itself, so that one that ends in a failure of the
   * network, of the service or in throttling may have been done in an earlier attempt.
   */
  RuntimeException unwritten(String what, SdkException cause) {
    return isRefusal(cause)
        ? failed(what, cause)
        : new CommitStateUnknown(sentence(what, cause), cause);
  }

  private static boolean isRefusal(SdkException failure) {
    return failure instanceof AwsServiceException service
        && service.statusCode() >= 400
        && service.statusCode() < 500
        && !service.isThrottlingException();
  }

  private String sentence(String what, SdkException cause) {
    return "%s: %s%s: queue=%s".formatted(what, reason(cause), hint(cause), queueUrl);
  }

  private static String reason(SdkException failure) {
    return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? service.awsErrorDetails().errorCode() + ", " + service.awsErrorDetails().errorMessage()
        : String.valueOf(failure.getMessage());
  }

  private static String hint(SdkException failure) {
    if (failure instanceof QueueDoesNotExistException) {
      return "; " + AwsProperty.JOB_QUEUE_URL.name() + " of the instance names the queue";
    }
    return failure instanceof AwsServiceException service && service.statusCode() == 403
        ? "; the role or user needs sqs:ReceiveMessage, sqs:ChangeMessageVisibility,"
            + " sqs:DeleteMessage, sqs:SendMessage and sqs:GetQueueAttributes"
        : "";
  }
}
