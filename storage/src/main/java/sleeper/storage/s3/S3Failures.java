package sleeper.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3 and its client throw, as a sentence for people. Credentials never get into it. */
final class S3Failures {

  private static final String OTHER_REGION =
      "; the bucket is in another region than the one that is set";
  private static final String CREDENTIALS = "; check the credentials of this process";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("AccessDenied", "; check that the role of this process may do this"),
          Map.entry("AllAccessDisabled", "; the account or bucket is disabled"),
          Map.entry("AuthorizationHeaderMalformed", OTHER_REGION),
          Map.entry("ExpiredToken", "; the credentials have expired, renew them"),
          Map.entry("ExpiredTokenException", "; the credentials have expired, renew them"),
          Map.entry("InvalidAccessKeyId", CREDENTIALS),
          Map.entry("InvalidToken", CREDENTIALS),
          Map.entry("NoSuchBucket", "; check the name of the bucket"),
          Map.entry("PermanentRedirect", OTHER_REGION),
          Map.entry("RequestTimeTooSkewed", "; set the clock of this machine"),
          Map.entry("SignatureDoesNotMatch", CREDENTIALS),
          Map.entry("SlowDown", "; S3 asks for fewer requests, try again later"));

  static final int NOT_FOUND = 404;
  static final int PRECONDITION_FAILED = 412;

  static final String CONFLICT = "ConditionalRequestConflict";

  private static final int MOVED = 301;
  private static final int FORBIDDEN = 403;
  private static final int CONFLICTED = 409;
  private static final int SERVER_ERROR = 500;

  private S3Failures() {}

  /**
   * A failure for callers of the ports.
   *
   * @param what what failed, with bucket and key: "read object s3://bucket/key"
   */
  static IOException of(String what, SdkException failure) {
    String message = "Could not %s: %s".formatted(what, reason(failure));
    if (failure instanceof AbortedException) {
      InterruptedIOException interrupted = new InterruptedIOException(message);
      interrupted.initCause(failure);
      return interrupted;
    }
    return new IOException(message, failure);
  }

  /** Whether S3 answered with a status. */
  static boolean hasStatus(SdkException failure, int status) {
    return failure instanceof AwsServiceException answer && answer.statusCode() == status;
  }

  /** Whether S3 answered with a code. */
  static boolean hasCode(SdkException failure, String code) {
    return failure instanceof AwsServiceException answer && codeOf(answer).equals(code);
  }

  /** Whether an object is not there, though its bucket is. */
  static boolean isNoSuchKey(SdkException failure) {
    return hasStatus(failure, NOT_FOUND) && !hasCode(failure, "NoSuchBucket");
  }

  /**
   * Whether a request that failed can have succeeded: unless its first and only attempt was clearly
   * refused. A conflict is what an earlier attempt that is still under way can cause.
   */
  static boolean mayHaveSucceeded(SdkException failure) {
    if (!(failure instanceof AwsServiceException answer)) {
      return true;
    }
    Integer attempts = failure.numAttempts();
    return answer.statusCode() >= SERVER_ERROR
        || answer.statusCode() == CONFLICTED
        || attempts == null
        || attempts > 1;
  }

  private static String reason(SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      String code = codeOf(answer);
      return "%s (status %d%s%s)%s"
          .formatted(
              messageOf(answer),
              answer.statusCode(),
              code.isEmpty() ? "" : ", " + code,
              answer.requestId() == null ? "" : ", request " + answer.requestId(),
              hint(answer.statusCode(), code));
    }
    String message = firstLine(failure.getMessage());
    return message.startsWith("Unable to load credentials")
        ? "no credentials were found; set them in the environment, or give this process a role"
        : message;
  }

  private static String hint(int status, String code) {
    String known = HINTS.get(code);
    if (known != null) {
      return known;
    }
    if (status == MOVED) {
      return OTHER_REGION;
    }
    return status == FORBIDDEN ? "; check that the role of this process may do this" : "";
  }

  private static String messageOf(AwsServiceException answer) {
    String message =
        Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorMessage).orElse("");
    return message.isEmpty() ? "S3 refused" : firstLine(message).replaceFirst("\\.$", "");
  }

  private static String codeOf(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static String firstLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
