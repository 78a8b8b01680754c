package sleeper.instance.aws;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sleeper.instance.aws.requests.RequestCounter;
import sleeper.storage.s3.S3Clients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * How an instance on AWS is reached: clients of its services, and its account. Thread-safe; whoever
 * made it closes it.
 */
public final class AwsClients implements AutoCloseable {

  /** The variable that names the account, for servers that are not AWS and cannot tell. */
  public static final String ACCOUNT_VARIABLE = "SLEEPER_ACCOUNT";

  /** Standard retries are 3 attempts; a commit is worth a few more. */
  private static final int ATTEMPTS = 6;

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

  /** The longest that a request may be under way, repeats included. */
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);

  private final S3Client s3;
  private final DynamoDbClient dynamoDb;
  private final Supplier<SqsClient> sqsMaker;
  private final Supplier<String> account;
  private final RequestCounter requests;
  private @Nullable SqsClient sqs;

  /**
   * These clients, which are closed with this.
   *
   * @param sqsMaker makes a client of SQS, if one is needed
   * @param account finds the AWS account
   */
  public AwsClients(
      S3Client s3,
      DynamoDbClient dynamoDb,
      Supplier<SqsClient> sqsMaker,
      Supplier<String> account) {
    this(s3, dynamoDb, sqsMaker, account, new RequestCounter());
  }

  private AwsClients(
      S3Client s3,
      DynamoDbClient dynamoDb,
      Supplier<SqsClient> sqsMaker,
      Supplier<String> account,
      RequestCounter requests) {
    this.s3 = s3;
    this.dynamoDb = dynamoDb;
    this.sqsMaker = sqsMaker;
    this.account = account;
    this.requests = requests;
  }

  /**
   * Clients with the credentials, the region and the endpoints that the AWS SDK finds: in variables
   * of the environment, in the files of a profile, or of the role of a task. Where an endpoint of
   * S3 is set, as for a server that is compatible with it, buckets are named in paths.
   */
  public static AwsClients ofEnvironment() {
    RequestCounter requests = new RequestCounter();
    S3Client s3 =
        requests
            .attachTo(S3Clients.configure(S3Client.builder().forcePathStyle(hasOwnEndpoint())))
            .build();
    DynamoDbClient dynamoDb = requests.attachTo(configured(DynamoDbClient.builder())).build();
    return new AwsClients(
            s3,
            dynamoDb,
            () -> requests.attachTo(configured(SqsClient.builder())).build(),
            () -> findAccount(requests))
        .countedBy(requests);
  }

  /**
   * These same clients, with the counter that whoever made them attached to each; close one of the
   * two.
   */
  public AwsClients countedBy(RequestCounter counter) {
    return new AwsClients(s3, dynamoDb, sqsMaker, account, counter);
  }

  /** Sets timeouts and retries as all of our clients but those of S3 have them. */
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

  private static String findAccount(RequestCounter requests) {
    String named = System.getenv(ACCOUNT_VARIABLE);
    if (named != null && !named.isBlank()) {
      return named.strip();
    }
    try (StsClient sts = requests.attachTo(configured(StsClient.builder())).build()) {
      return sts.getCallerIdentity().account();
    }
  }

  /** A client of S3. */
  public S3Client s3() {
    return s3;
  }

  /** A client of DynamoDB. */
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** A client of SQS, made when it is first asked for: most programs never do. */
  public synchronized SqsClient sqs() {
    SqsClient known = sqs;
    if (known == null) {
      known = sqsMaker.get();
      sqs = known;
    }
    return known;
  }

  /**
   * The AWS account, found by asking AWS where it has to be.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if AWS does not tell
   */
  public String account() {
    return account.get();
  }

  /**
   * Counts the requests of these clients, and those of others of the same process that it is
   * attached to.
   */
  public RequestCounter requests() {
    return requests;
  }

  @Override
  public synchronized void close() {
    s3.close();
    dynamoDb.close();
    if (sqs != null) {
      sqs.close();
    }
  }
}
