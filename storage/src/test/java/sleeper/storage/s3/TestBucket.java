package sleeper.storage.s3;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A bucket of a test's own, and a client whose requests can be disturbed and counted. */
final class TestBucket {

  private static final ExecutionInterceptor NO_INTERCEPTOR = new ExecutionInterceptor() {};

  private final String name = "storage-" + UUID.randomUUID();
  private final FaultyHttp http = new FaultyHttp();
  private final S3Client client;

  TestBucket() {
    TestClients.s3().createBucket(request -> request.bucket(name));
    client = client(NO_INTERCEPTOR);
  }

  /** Another client, whose requests and answers go through an interceptor too. */
  S3Client client(ExecutionInterceptor interceptor) {
    return client(interceptor, Duration.ofSeconds(20));
  }

  /** A client that does not wait for slow answers, where those are what is tested. */
  S3Client clientFor(FaultyHttp.Fault fault) {
    return fault == FaultyHttp.Fault.SLOW ? client(NO_INTERCEPTOR, Duration.ofSeconds(1)) : client;
  }

  private S3Client client(ExecutionInterceptor interceptor, Duration longestAttempt) {
    S3ClientBuilder builder =
        S3Clients.configure(
            TestClients.at(S3Client.builder().forcePathStyle(true), AwsServers.s3()));
    ClientOverrideConfiguration configured = builder.overrideConfiguration();
    BackoffStrategy soon = BackoffStrategy.fixedDelay(Duration.ofMillis(20));
    RetryStrategy retries =
        configured.retryStrategy().orElseThrow().toBuilder()
            .backoffStrategy(soon)
            .throttlingBackoffStrategy(soon)
            .build();
    return builder
        .httpClientBuilder(null)
        .httpClient(http)
        .overrideConfiguration(
            configured.toBuilder()
                .retryStrategy(retries)
                .apiCallAttemptTimeout(longestAttempt)
                .apiCallTimeout(Duration.ofSeconds(60))
                .addExecutionInterceptor(interceptor)
                .build())
        .build();
  }

  String name() {
    return name;
  }

  S3Client client() {
    return client;
  }

  FaultyHttp http() {
    return http;
  }

  void put(String key, String text) {
    TestClients.s3().putObject(r -> r.bucket(name).key(key), RequestBody.fromString(text));
  }

  String get(String key) {
    return TestClients.s3().getObjectAsBytes(r -> r.bucket(name).key(key)).asUtf8String();
  }

  byte[] bytes(String key) {
    return TestClients.s3().getObjectAsBytes(r -> r.bucket(name).key(key)).asByteArray();
  }

  List<MultipartUpload> unfinished() {
    return TestClients.s3().listMultipartUploads(r -> r.bucket(name)).uploads();
  }
}
