package sleeper.cli.command;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What failures of AWS and its SDK mean to the user. Loaded only once there is such a failure. */
final class AwsFailure {

  private static final String SDK = "software.amazon.awssdk.";
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private static final Set<String> UNKNOWN_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> OTHER_REGION =
      Set.of(
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException",
          "PermanentRedirect");

  private AwsFailure() {}

  /** Whether a request was given up because its thread was interrupted. */
  static boolean isInterruption(Throwable thrown) {
    return first(thrown, AbortedException.class).isPresent();
  }

  /**
   * What to tell of a failure that came of the SDK.
   *
   * @param told what there is to be told without looking further; of what was tried, where the
   *     failure was given words on its way
   */
  static String sentence(Throwable thrown, String told) {
    return first(thrown, AwsServiceException.class)
        .map(service -> refused(service, isSdks(thrown) ? reason(service) : told))
        .orElseGet(() -> unreachable(thrown, told));
  }

  private static boolean isSdks(Throwable thrown) {
    return thrown.getClass().getName().startsWith(SDK);
  }

  private static String unreachable(Throwable thrown, String told) {
    String message = first(thrown, SdkException.class).map(Throwable::getMessage).orElse("");
    if (message.contains("Unable to load credentials")) {
      return "No AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
          + " AWS_PROFILE to a profile of aws configure";
    } else if (message.contains("Unable to load region")) {
      return "No AWS region is set; set AWS_REGION, such as AWS_REGION=eu-west-2, or the region of"
          + " the profile";
    }
    Optional<UnknownHostException> host = first(thrown, UnknownHostException.class);
    if (host.isPresent()) {
      return ("AWS cannot be reached, as there is no host %s; check the network, AWS_REGION and"
              + " AWS_ENDPOINT_URL")
          .formatted(host.get().getMessage());
    }
    Optional<ConnectException> connection = first(thrown, ConnectException.class);
    if (connection.isPresent()) {
      return "AWS cannot be reached: %s; check the network, AWS_REGION and AWS_ENDPOINT_URL"
          .formatted(connection.get().getMessage());
    } else if (isTimeout(thrown)) {
      return "AWS did not answer in time; check the network, and try again: " + told;
    }
    return told;
  }

  private static boolean isTimeout(Throwable thrown) {
    return first(thrown, ApiCallTimeoutException.class).isPresent()
        || first(thrown, ApiCallAttemptTimeoutException.class).isPresent();
  }

  private static String refused(AwsServiceException service, String told) {
    String code = code(service);
    if (EXPIRED.contains(code)) {
      return "The AWS credentials have expired; get new ones, as by aws sso login";
    } else if (UNKNOWN_CREDENTIALS.contains(code)) {
      return "AWS does not take the credentials (%s); check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_PROFILE"
          .formatted(code);
    } else if (OTHER_REGION.contains(code)) {
      return told + "; it may be in another region: set AWS_REGION";
    } else if (service.statusCode() == FORBIDDEN || code.startsWith("AccessDenied")) {
      return told + "; the credentials need a policy that allows it";
    }
    return switch (code) {
      case "NoSuchBucket" -> told + "; check the name of the bucket and AWS_REGION";
      case "ResourceNotFoundException" ->
          told
              + "; a table of the instance is missing: sleeper instance adopt makes those that an"
              + " instance of Sleeper lacks";
      case "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue" ->
          told + "; check AWS_REGION, and sleeper instance describe for the queue's URL";
      default ->
          service.isThrottlingException() || service.statusCode() >= SERVER_ERROR
              ? told + "; AWS is busy or has a problem, so try again later"
              : told;
    };
  }

  private static String reason(AwsServiceException service) {
    AwsErrorDetails details = service.awsErrorDetails();
    String name = details == null || details.serviceName() == null ? "AWS" : details.serviceName();
    String what =
        details == null || details.errorMessage() == null
            ? "status " + service.statusCode()
            : "%s, %s".formatted(details.errorCode(), details.errorMessage());
    return "%s refused a request: %s".formatted(name, what.strip().replaceAll("\\.$", ""));
  }

  private static String code(AwsServiceException service) {
    AwsErrorDetails details = service.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** The first of the causes that is of a class. */
  private static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> kind) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
    }
    return Optional.empty();
  }
}
