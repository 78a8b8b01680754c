package sleeper.servers;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of the servers of this process. Each is made once and never closed. */
public final class TestClients {

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(TestCredentials.KEY, TestCredentials.SECRET));

  private TestClients() {}

  private static final class DynamoDb {
    private static final DynamoDbClient CLIENT =
        at(DynamoDbClient.builder(), AwsServers.dynamoDb()).build();
  }

  private static final class S3 {
    private static final S3Client CLIENT =
        at(S3Client.builder().forcePathStyle(true), AwsServers.s3()).build();
  }

  private static final class Sqs {
    private static final SqsClient CLIENT = at(SqsClient.builder(), AwsServers.sqs()).build();
  }

  /** A client of DynamoDB. */
  public static DynamoDbClient dynamoDb() {
    return DynamoDb.CLIENT;
  }

  /** A client of S3. */
  public static S3Client s3() {
    return S3.CLIENT;
  }

  /** A client of SQS. */
  public static SqsClient sqs() {
    return Sqs.CLIENT;
  }

  /** Lets a client speak to a server, such as one that disturbs requests on their way. */
  public static <B extends AwsClientBuilder<B, ?>> B at(B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(TestCredentials.REGION))
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(60)));
  }
}
