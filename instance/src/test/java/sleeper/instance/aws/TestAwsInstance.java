package sleeper.instance.aws;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.requests.RequestCounter;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;
import sleeper.storage.s3.S3Clients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An instance of its own on the servers of this process. */
public final class TestAwsInstance {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String id = "test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final AwsNames names = new AwsNames(id, TestCredentials.ACCOUNT);

  private TestAwsInstance() {}

  /** Makes an instance, shared with Sleeper or not. */
  public static TestAwsInstance create(InstanceProperties properties) {
    TestAwsInstance instance = new TestAwsInstance();
    InstanceProperties all =
        properties
            .with(InstanceProperty.ID, instance.id)
            .with(AwsProperty.DATA_BUCKET, instance.names.dataBucket());
    TestClients.s3().createBucket(b -> b.bucket(instance.names.configBucket()));
    TestClients.s3().createBucket(b -> b.bucket(instance.names.dataBucket()));
    new DynamoTables(TestClients.dynamoDb(), new DynamoTableNames(all)).create();
    TestClients.s3()
        .putObject(
            put -> put.bucket(instance.names.configBucket()).key("instance.properties"),
            RequestBody.fromString(all.toText()));
    return instance;
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** The names of its buckets. */
  public AwsNames names() {
    return names;
  }

  /** Opens it by clients of its own. */
  public SleeperInstance open() {
    return SleeperInstance.connect(clients(), id);
  }

  /** New clients of the servers of this process, whose requests pass by these and are counted. */
  public static AwsClients clients(ExecutionInterceptor... interceptors) {
    RequestCounter requests = new RequestCounter();
    S3Client s3 =
        requests
            .attachTo(
                at(
                    S3Clients.configure(S3Client.builder().forcePathStyle(true)),
                    AwsServers.s3(),
                    interceptors))
            .build();
    DynamoDbClient dynamoDb =
        requests
            .attachTo(
                at(
                    AwsClients.configured(DynamoDbClient.builder()),
                    AwsServers.dynamoDb(),
                    interceptors))
            .build();
    return new AwsClients(
            s3,
            dynamoDb,
            () ->
                requests.attachTo(at(SqsClient.builder(), AwsServers.sqs(), interceptors)).build(),
            () -> TestCredentials.ACCOUNT)
        .countedBy(requests);
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(
      B builder, URI endpoint, ExecutionInterceptor... interceptors) {
    B at = TestClients.at(builder, endpoint);
    return at.overrideConfiguration(
        at.overrideConfiguration().toBuilder()
            .executionInterceptors(List.of(interceptors))
            .build());
  }
}
