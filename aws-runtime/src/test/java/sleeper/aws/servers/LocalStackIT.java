package sleeper.aws.servers;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import sleeper.instance.aws.AwsClients;
import sleeper.storage.s3.S3Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The suite on LocalStack, where there is a container engine; skipped where there is none. */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackIT extends InstanceSuite {

  /** The newest one that runs without an account. */
  private static final String IMAGE = "localstack/localstack:4.14.0";

  private static final String ACCOUNT = "000000000000";

  @Container
  private static final LocalStackContainer LOCAL_STACK =
      new LocalStackContainer(IMAGE).withServices("s3", "dynamodb", "sqs");

  @Override
  AwsClients clients() {
    return new AwsClients(
        at(S3Clients.configure(S3Client.builder().forcePathStyle(true))).build(),
        at(AwsClients.configured(DynamoDbClient.builder())).build(),
        () -> at(AwsClients.configured(SqsClient.builder())).build(),
        () -> ACCOUNT);
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    return builder
        .endpointOverride(LOCAL_STACK.getEndpoint())
        .region(Region.of(LOCAL_STACK.getRegion()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    LOCAL_STACK.getAccessKey(), LOCAL_STACK.getSecretKey())));
  }
}
