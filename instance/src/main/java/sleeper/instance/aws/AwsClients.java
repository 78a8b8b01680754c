package sleeper.instance.aws;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * How an instance on AWS is reached: clients of its services, and its account. Thread-safe; whoever
 * made it closes it.
 *
 * @param s3 a client of S3
 * @param dynamoDb a client of DynamoDB
 * @param account finds the AWS account, by asking AWS where it has to
 */
public record AwsClients(S3Client s3, DynamoDbClient dynamoDb, Supplier<String> account)
    implements AutoCloseable {

  /** The variable that names the account, for servers that are not AWS and cannot tell. */
  public static final String ACCOUNT_VARIABLE = "SLEEPER_ACCOUNT";

  /** Standard retries are 3 attempts; a commit or an upload is worth a few more. */
  private static final int ATTEMPTS = 6;

  /** A part of an upload, at a slow pace. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);

  /**
   * The longest that a request may be under way, repeats included. The collector deletes what a
   * dead run uploaded for the last time only much later.
   */
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);

  /**
   * Clients with the credentials, the region and the endpoints that the AWS SDK finds: in variables
   * of the environment, in the files of a profile, or of the role of a task. Where an endpoint of
   * S3 is set, as for a server that is compatible with it, buckets are named in paths.
   */
  public static AwsClients ofEnvironment() {
    S3Client s3 = configured(S3Client.builder().forcePathStyle(hasOwnEndpoint())).build();
    DynamoDbClient dynamoDb = configured(DynamoDbClient.builder()).build();
    return new AwsClients(s3, dynamoDb, AwsClients::findAccount);
  }

  /** Sets timeouts and retries as all of our clients have them. */
  public static <B extends AwsClientBuilder<B, ?>> B configured(B builder) {
    return builder.overrideConfiguration(
        settings ->
            settings
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()));
  }

  private static boolean hasOwnEndpoint() {
    return Stream.of(
            System.getenv("AWS_ENDPOINT_URL_S3"),
            System.getenv("AWS_ENDPOINT_URL"),
            System.getProperty("aws.endpointUrlS3"),
            System.getProperty("aws.endpointUrl"))
        .anyMatch(endpoint -> endpoint != null && !endpoint.isBlank());
  }

  private static String findAccount() {
    String named = System.getenv(ACCOUNT_VARIABLE);
    if (named != null && !named.isBlank()) {
      return named.strip();
    }
    try (StsClient sts = configured(StsClient.builder()).build()) {
      return sts.getCallerIdentity().account();
    }
  }

  @Override
  public void close() {
    s3.close();
    dynamoDb.close();
  }
}
