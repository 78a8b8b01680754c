package sleeper.aws.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in a sentence why a step of a setup failed. */
final class SetupFailures {

  private static final String GO_ON = "; run it again when this is put right, and it goes on";

  private SetupFailures() {}

  static UncheckedIOException failed(String what, SdkException cause) {
    return new UncheckedIOException(
        new IOException("%s: %s%s".formatted(what, reason(cause), GO_ON), cause));
  }

  private static String reason(SdkException failure) {
    return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? service.awsErrorDetails().errorCode() + ", " + service.awsErrorDetails().errorMessage()
        : String.valueOf(failure.getMessage());
  }
}
