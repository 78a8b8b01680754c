package sleeper.aws.chaos;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import sleeper.servers.AwsServers;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.HttpMessage;

/** Proxies in front of the three servers that let some of the requests go wrong. Thread-safe. */
final class RandomFaults implements AutoCloseable {

  private static final double SHARE = 0.03;
  private static final int LONGEST_DELAY_MILLIS = 1000;

  private final Random random;
  private final FaultProxy s3;
  private final FaultProxy dynamoDb;
  private final FaultProxy sqs;

  RandomFaults(Random random) throws IOException {
    this.random = random;
    s3 = FaultProxy.start(AwsServers.s3(), this::ofS3);
    dynamoDb = FaultProxy.start(AwsServers.dynamoDb(), this::ofDynamoDb);
    sqs = FaultProxy.start(AwsServers.sqs(), this::ofSqs);
  }

  /** Environment variables that lead a process to the proxies. */
  Map<String, String> environment() {
    Map<String, String> variables = new HashMap<>(AwsServers.environment());
    variables.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
    return variables;
  }

  private Fault ofS3(HttpMessage request) {
    return sometimes(
        Fault.s3Error(500, "InternalError"),
        Fault.s3Error(503, "SlowDown"),
        Fault.REQUEST_LOST,
        Fault.ANSWER_LOST,
        Fault.ANSWER_CUT,
        slow());
  }

  private Fault ofDynamoDb(HttpMessage request) {
    Fault throttled = Fault.dynamoDbError(400, "ProvisionedThroughputExceededException");
    boolean isTransaction = request.header("X-Amz-Target").endsWith(".TransactWriteItems");
    int items = request.text().split("\"TableName\"", -1).length - 1;
    return sometimes(
        isTransaction ? Fault.transactionConflict(items) : throttled,
        throttled,
        Fault.dynamoDbError(500, "InternalServerError"),
        Fault.REQUEST_LOST,
        Fault.ANSWER_LOST,
        slow());
  }

  /**
   * A receipt that seems to be over lets its message be delivered again, and so do lost answers.
   */
  private Fault ofSqs(HttpMessage request) {
    String target = request.header("X-Amz-Target");
    boolean hasReceipt =
        target.endsWith(".DeleteMessage") || target.endsWith(".ChangeMessageVisibility");
    return sometimes(
        hasReceipt ? Fault.sqsError(400, "ReceiptHandleIsInvalid") : slow(),
        Fault.sqsError(500, "InternalError"),
        Fault.REQUEST_LOST,
        Fault.ANSWER_LOST,
        slow());
  }

  private synchronized Fault sometimes(Fault... faults) {
    return random.nextDouble() < SHARE
        ? List.of(faults).get(random.nextInt(faults.length))
        : Fault.NONE;
  }

  private synchronized Fault slow() {
    return Fault.slow(1 + random.nextInt(LONGEST_DELAY_MILLIS));
  }

  @Override
  public void close() throws IOException {
    s3.close();
    dynamoDb.close();
    sqs.close();
  }
}
