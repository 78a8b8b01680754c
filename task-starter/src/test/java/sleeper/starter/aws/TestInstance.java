package sleeper.starter.aws;

import java.util.List;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.sync.RequestBody;

/** What a starter needs of an instance in AWS: its properties in a bucket, and a queue. */
record TestInstance(String configBucket, String queueUrl) {

  /** Makes bucket and queue. */
  static TestInstance create(String name) {
    String bucket = "sleeper-" + name + "-config";
    String queueUrl = TestClients.sqs().createQueue(b -> b.queueName(name)).queueUrl();
    TestClients.s3().createBucket(b -> b.bucket(bucket));
    TestInstance instance = new TestInstance(bucket, queueUrl);
    instance.save(properties(queueUrl));
    return instance;
  }

  static InstanceProperties properties(String queueUrl) {
    return InstanceProperties.empty()
        .with(InstanceProperty.ID, "test")
        .with(AwsProperty.JOB_QUEUE_URL, queueUrl)
        .with(AwsProperty.INGEST_CLUSTER, EcsServer.CLUSTER)
        .with(AwsProperty.INGEST_TASK_DEFINITION_FAMILY, "sleeper-test-ingest")
        .with(AwsProperty.SUBNETS, List.of("subnet-1", "subnet-2"))
        .with(AwsProperty.ECS_SECURITY_GROUPS, List.of("sg-1"));
  }

  /** Replaces the properties. */
  void save(InstanceProperties properties) {
    TestClients.s3()
        .putObject(
            b -> b.bucket(configBucket).key("instance.properties"),
            RequestBody.fromString(properties.toText()));
  }

  void send(int messages) {
    for (int message = 0; message < messages; message++) {
      TestClients.sqs().sendMessage(b -> b.queueUrl(queueUrl).messageBody("{}"));
    }
  }
}
