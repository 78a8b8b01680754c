package sleeper.aws;

import java.util.List;
import java.util.UUID;
import sleeper.aws.setup.AwsInstanceSetup;
import sleeper.core.properties.InstanceProperties;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import sleeper.storage.s3.S3Clients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Instances on the servers of this process. */
public final class TestAws {

  private TestAws() {}

  /** An id that nothing else has. */
  public static String newId() {
    return "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Makes an instance and returns its id. */
  public static String create(InstanceProperties properties) {
    String id = newId();
    try (AwsClients clients = clients()) {
      new AwsInstanceSetup(clients).create(id, properties);
    }
    return id;
  }

  /** Opens an instance by clients of its own. */
  public static SleeperInstance open(String id) {
    return SleeperInstance.connect(clients(), id);
  }

  /** New clients, whose requests pass by these first. */
  public static AwsClients clients(ExecutionInterceptor... interceptors) {
    return new AwsClients(
        watched(
                TestClients.at(
                    S3Clients.configure(S3Client.builder().forcePathStyle(true)), AwsServers.s3()),
                interceptors)
            .build(),
        watched(
                TestClients.at(
                    AwsClients.configured(DynamoDbClient.builder()), AwsServers.dynamoDb()),
                interceptors)
            .build(),
        () -> watched(TestClients.at(SqsClient.builder(), AwsServers.sqs()), interceptors).build(),
        () -> TestCredentials.ACCOUNT);
  }

  private static <B extends AwsClientBuilder<B, ?>> B watched(
      B builder, ExecutionInterceptor... interceptors) {
    return builder.overrideConfiguration(
        builder.overrideConfiguration().toBuilder()
            .executionInterceptors(List.of(interceptors))
            .build());
  }
}
