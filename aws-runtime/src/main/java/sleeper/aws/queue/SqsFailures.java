package sleeper.aws.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

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

  UncheckedIOException failed(String what, SdkException cause) {
    return new UncheckedIOException(
        new IOException("%s: %s: queue=%s".formatted(what, reason(cause), queueUrl), cause));
  }

  private static String reason(SdkException failure) {
    return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? service.awsErrorDetails().errorCode() + ", " + service.awsErrorDetails().errorMessage()
        : String.valueOf(failure.getMessage());
  }
}
