package sleeper.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FaultProxyTest {

  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

  private Fault next(HttpMessage request) {
    seen.add(request.method() + " " + request.target());
    Fault fault = faults.poll();
    return fault == null ? Fault.NONE : fault;
  }

  @Test
  void shouldPassRequestsOnAndRepeatOnesThatWereLost() throws Exception {
    TestClients.s3().createBucket(b -> b.bucket("fault-proxy"));
    try (FaultProxy proxy = FaultProxy.start(AwsServers.s3(), this::next);
        S3Client s3 =
            TestClients.at(S3Client.builder().forcePathStyle(true), proxy.endpoint()).build()) {
      faults.addAll(List.of(Fault.REQUEST_LOST, Fault.s3Error(503, "SlowDown"), Fault.ANSWER_LOST));

      s3.putObject(b -> b.bucket("fault-proxy").key("k"), RequestBody.fromString("hello"));

      assertThat(seen).containsOnly("PUT /fault-proxy/k").hasSize(4);
      faults.addAll(new ArrayDeque<>(List.of(Fault.slow(20))));
      assertThat(s3.getObjectAsBytes(b -> b.bucket("fault-proxy").key("k")).asUtf8String())
          .isEqualTo("hello");
    }
  }

  @Test
  void shouldAnswerErrorsInPlaceOfAServer() throws Exception {
    try (FaultProxy proxy = FaultProxy.start(AwsServers.s3(), r -> Fault.s3Error(403, "Denied"));
        S3Client s3 =
            TestClients.at(S3Client.builder().forcePathStyle(true), proxy.endpoint()).build()) {
      assertThatThrownBy(() -> s3.headObject(b -> b.bucket("any").key("k")))
          .isInstanceOfSatisfying(
              S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void shouldThrottleAndCancelTransactions() throws Exception {
    try (FaultProxy proxy = FaultProxy.start(AwsServers.dynamoDb(), this::next);
        DynamoDbClient dynamoDb =
            TestClients.at(DynamoDbClient.builder(), proxy.endpoint())
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build()) {
      faults.add(Fault.dynamoDbError(400, "ProvisionedThroughputExceededException"));
      faults.add(Fault.transactionConflict(2));
      faults.add(Fault.REQUEST_LOST);

      assertThatThrownBy(dynamoDb::listTables)
          .isInstanceOf(ProvisionedThroughputExceededException.class);
      assertThatThrownBy(dynamoDb::listTables)
          .isInstanceOfSatisfying(
              TransactionCanceledException.class,
              e ->
                  assertThat(e.cancellationReasons())
                      .hasSize(2)
                      .allSatisfy(r -> assertThat(r.code()).isEqualTo("TransactionConflict")));
      assertThatThrownBy(dynamoDb::listTables).isInstanceOf(SdkClientException.class);
    }
  }
}
