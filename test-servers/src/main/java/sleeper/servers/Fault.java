package sleeper.servers;

/**
 * What happens to a request on its way.
 *
 * @param kind what
 * @param delayMillis how long the request is held up before
 * @param answer what is answered in place of the server, for {@link Kind#ERROR}
 */
@SuppressWarnings("ArrayRecordComponent") // made here and never changed
public record Fault(Kind kind, long delayMillis, byte[] answer) {

  /** The kinds of faults. */
  public enum Kind {
    /** It gets through. */
    NONE,
    /** It gets through late. */
    SLOW,
    /** The server never hears of it; an error is answered. */
    ERROR,
    /** The server never hears of it, and the connection is reset. */
    REQUEST_LOST,
    /** The server does what was asked for, and the connection is reset before its answer. */
    ANSWER_LOST,
    /** The server's answer ends in the middle. */
    ANSWER_CUT
  }

  /** No fault. */
  public static final Fault NONE = of(Kind.NONE);

  /** A lost request. */
  public static final Fault REQUEST_LOST = of(Kind.REQUEST_LOST);

  /** A lost answer. */
  public static final Fault ANSWER_LOST = of(Kind.ANSWER_LOST);

  /** A truncated answer. */
  public static final Fault ANSWER_CUT = of(Kind.ANSWER_CUT);

  /** A request that is held up. */
  public static Fault slow(long millis) {
    return new Fault(Kind.SLOW, millis, new byte[0]);
  }

  /** An error of S3, such as 503 SlowDown. */
  public static Fault s3Error(int status, String code) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>injected</Message></Error>"
            .formatted(code);
    return new Fault(Kind.ERROR, 0, FaultProxy.answerOf(status, "application/xml", body));
  }

  /** An error of DynamoDB, such as 400 ProvisionedThroughputExceededException. */
  public static Fault dynamoDbError(int status, String code) {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"injected\"}"
            .formatted(code);
    return new Fault(
        Kind.ERROR, 0, FaultProxy.answerOf(status, "application/x-amz-json-1.0", body));
  }

  /** A transaction that meets another one at each of its items. */
  public static Fault transactionConflict(int items) {
    String reason = "{\"Code\":\"TransactionConflict\",\"Message\":\"injected\"}";
    String reasons = String.join(",", java.util.Collections.nCopies(items, reason));
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"message\":\"injected\",\"CancellationReasons\":["
            + reasons
            + "]}";
    return new Fault(Kind.ERROR, 0, FaultProxy.answerOf(400, "application/x-amz-json-1.0", body));
  }

  /** An error of SQS, such as 400 ReceiptHandleIsInvalid. */
  public static Fault sqsError(int status, String code) {
    String body = "{\"__type\":\"com.amazonaws.sqs#%s\",\"message\":\"injected\"}".formatted(code);
    return new Fault(
        Kind.ERROR, 0, FaultProxy.answerOf(status, "application/x-amz-json-1.0", body));
  }

  private static Fault of(Kind kind) {
    return new Fault(kind, 0, new byte[0]);
  }
}
