package sleeper.statestore.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import sleeper.core.error.CommitStateUnknown;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What the failures of requests to DynamoDB mean.
 *
 * <p>The client repeats requests by itself, so that a write that ends in a failure of the network,
 * of the service or in throttling may have happened in an earlier attempt: only what the service
 * says of the request itself is certain.
 */
public final class DynamoFailures {

  private static final String CONDITION = "ConditionalCheckFailed";

  private static final Set<String> CONTENTION =
      Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  /** Said of the request as such, before anything is done. */
  private static final Set<String> CERTAIN =
      Set.of(
          "AccessDeniedException",
          "ConditionalCheckFailedException",
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "ItemCollectionSizeLimitExceededException",
          "MissingAuthenticationTokenException",
          "ResourceNotFoundException",
          "TransactionCanceledException",
          "UnrecognizedClientException",
          "ValidationException");

  private DynamoFailures() {}

  /** What to throw where something could not be read. */
  public static UncheckedIOException unread(String what, SdkException cause) {
    return new UncheckedIOException(new IOException(what + ": " + reason(cause), cause));
  }

  /**
   * What to throw where something could not be written: an {@link UncheckedIOException} if nothing
   * was changed for certain, else {@link CommitStateUnknown}.
   */
  public static RuntimeException unwritten(String what, SdkException cause) {
    return isCertain(cause)
        ? unread(what, cause)
        : new CommitStateUnknown(what + ": " + reason(cause), cause);
  }

  /** Whether a write that failed so has certainly not happened in this attempt. */
  public static boolean isCertain(SdkException failure) {
    return CERTAIN.contains(code(failure));
  }

  /** Whether the condition of one of the items of a cancelled transaction did not hold. */
  public static boolean isConditionFailed(TransactionCanceledException failure) {
    return failure.cancellationReasons().stream().anyMatch(DynamoFailures::isCondition);
  }

  /** Whether the condition of an item of a cancelled transaction did not hold. */
  public static boolean isConditionFailed(TransactionCanceledException failure, int item) {
    List<CancellationReason> reasons = failure.cancellationReasons();
    return item < reasons.size() && isCondition(reasons.get(item));
  }

  /** Whether a cancelled transaction did nothing but meet others, or too many of them. */
  public static boolean isContention(TransactionCanceledException failure) {
    return failure.cancellationReasons().stream()
        .allMatch(reason -> CONTENTION.contains(reason.code()));
  }

  /** Whether the client had sent the request that failed once, and so nothing before it. */
  public static boolean wasSentOnce(SdkException failure) {
    Integer attempts = failure.numAttempts();
    return attempts != null && attempts == 1;
  }

  private static boolean isCondition(CancellationReason reason) {
    return CONDITION.equals(reason.code());
  }

  private static String code(SdkException failure) {
    return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : "";
  }

  private static String reason(SdkException failure) {
    if (failure instanceof TransactionCanceledException cancelled) {
      return "the transaction was cancelled, "
          + cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    }
    return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? service.awsErrorDetails().errorCode() + ", " + service.awsErrorDetails().errorMessage()
        : String.valueOf(failure.getMessage());
  }
}
