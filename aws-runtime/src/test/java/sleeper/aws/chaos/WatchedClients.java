package sleeper.aws.chaos;

import sleeper.core.testing.steps.Steps;
import sleeper.instance.aws.AwsClients;
import sleeper.servers.TestCredentials;
import sleeper.storage.s3.S3Clients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clients that the environment of a process leads to, as always but with steps. */
final class WatchedClients {

  private WatchedClients() {}

  static AwsClients of(Steps steps) {
    return new AwsClients(
        S3Clients.configure(watched("s3", S3Client.builder().forcePathStyle(true), steps)).build(),
        watched("dynamodb", AwsClients.configured(DynamoDbClient.builder()), steps).build(),
        () -> watched("sqs", AwsClients.configured(SqsClient.builder()), steps).build(),
        () -> TestCredentials.ACCOUNT);
  }

  private static <B extends AwsClientBuilder<B, ?>> B watched(
      String service, B builder, Steps steps) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .addExecutionInterceptor(new WatchedRequests(service, steps))
            .build());
  }
}
