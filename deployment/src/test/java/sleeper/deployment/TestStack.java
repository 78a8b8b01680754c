package sleeper.deployment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import sleeper.aws.notify.SnsServer;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.deployment.DeployedTables;
import sleeper.core.json.Json;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.PropertiesText;
import sleeper.deployment.CloudFormation.Answer;
import sleeper.deployment.iam.ResourceKinds;
import sleeper.deployment.instance.DeploymentClients;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;
import sleeper.instance.aws.TestAwsInstance;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import sleeper.starter.aws.EcsServer;
import sleeper.starter.aws.LambdaContext;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a stack has deployed when its custom resource is made: buckets, tables and queues. */
public final class TestStack implements AutoCloseable {

  /** The resource in the template. */
  static final String LOGICAL_ID = "Instance";

  private final String id = "d" + UUID.randomUUID().toString().substring(0, 8);
  private final String stackId = "arn:aws:cloudformation:eu-west-2:123456789012:stack/" + id;
  private final AwsNames names = new AwsNames(id, TestCredentials.ACCOUNT);
  private final Map<String, String> properties;
  private final EcsServer ecs = EcsServer.start();
  private final CloudFormation cloudFormation = CloudFormation.start();

  private TestStack() throws IOException {
    List.of(names.configBucket(), names.dataBucket(), assets(), source())
        .forEach(bucket -> TestClients.s3().createBucket(b -> b.bucket(bucket)));
    String dead = createQueue(names.deadLetterQueue(), Map.of());
    String jobs =
        createQueue(
            names.jobQueue(),
            Map.of(
                "RedrivePolicy",
                Json.compact(
                    Json.object()
                        .put("deadLetterTargetArn", arn(dead))
                        .put("maxReceiveCount", "3"))));
    InstanceProperties deployed =
        InstanceProperties.empty()
            .with(InstanceProperty.ID, id)
            .with(AwsProperty.ACCOUNT, TestCredentials.ACCOUNT)
            .with(AwsProperty.REGION, TestCredentials.REGION)
            .with(AwsProperty.SHARED, false)
            .with(AwsProperty.CONFIG_BUCKET, names.configBucket())
            .with(AwsProperty.DATA_BUCKET, names.dataBucket())
            .with(AwsProperty.INGEST_CLUSTER, EcsServer.CLUSTER)
            .with(AwsProperty.JOB_QUEUE_URL, jobs)
            .with(AwsProperty.JOB_DEAD_LETTER_URL, dead);
    new DynamoTables(TestClients.dynamoDb(), new DynamoTableNames(deployed)).create();
    properties = Map.copyOf(deployed.asMap());
  }

  /** Deploys buckets, tables and queues. */
  public static TestStack deploy() throws IOException {
    return new TestStack();
  }

  /** The id of the instance. */
  public String id() {
    return id;
  }

  /** The names of its buckets. */
  public AwsNames names() {
    return names;
  }

  /** The ECS of the stack. */
  public EcsServer ecs() {
    return ecs;
  }

  CloudFormation cloudFormation() {
    return cloudFormation;
  }

  /** What the template sets for the instance. */
  public Map<String, String> properties() {
    return properties;
  }

  /** The same with one more or another. */
  public Map<String, String> with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(properties);
    changed.put(name, value);
    return changed;
  }

  /** The properties of the resource, with these tables uploaded. */
  public ObjectNode resource(Map<String, String> instance, DeployedTable... tables) {
    return resourceOf(instance, new DeployedTables(List.of(tables)).toJson());
  }

  ObjectNode resourceOf(Map<String, String> instance, String tablesJson) {
    ObjectNode resource = Json.object();
    resource.put("ServiceToken", "arn:aws:lambda:eu-west-2:123456789012:function:deployment");
    ObjectNode values = resource.putObject("InstanceProperties");
    instance.forEach(values::put);
    String key = UUID.randomUUID() + ".json";
    TestClients.s3()
        .putObject(b -> b.bucket(assets()).key(key), RequestBody.fromString(tablesJson));
    resource.put("TablesBucket", assets()).put("TablesKey", key);
    return resource.put("Cluster", EcsServer.CLUSTER);
  }

  /** The same, whose data goes with the stack. */
  public ObjectNode emptied(ObjectNode resource) {
    ObjectNode changed = resource.deepCopy();
    ArrayNode buckets = changed.putArray("EmptyBuckets");
    buckets.add(names.configBucket()).add(names.dataBucket());
    return changed;
  }

  /** Asks to make the instance. */
  public Answer create(ObjectNode resource) throws IOException {
    return invoke(event("Create", resource));
  }

  Answer update(ObjectNode resource, ObjectNode before) throws IOException {
    ObjectNode event = event("Update", resource).put("PhysicalResourceId", "sleeper-" + id);
    event.set("OldResourceProperties", before);
    return invoke(event);
  }

  /** Asks to remove the instance. */
  public Answer delete(ObjectNode resource) throws IOException {
    return invoke(event("Delete", resource).put("PhysicalResourceId", "sleeper-" + id));
  }

  ObjectNode event(String type, ObjectNode resource) {
    ObjectNode event = Json.object().put("RequestType", type);
    event.put("ResponseURL", cloudFormation.responseUrl());
    event.put("StackId", stackId).put("RequestId", UUID.randomUUID().toString());
    event.put("LogicalResourceId", LOGICAL_ID).put("ResourceType", "Custom::SleeperInstance");
    event.set("ResourceProperties", resource);
    return event;
  }

  Answer invoke(ObjectNode event, ExecutionInterceptor... interceptors) throws IOException {
    return invoke(Json.compact(event), () -> 60_000, interceptors);
  }

  Answer invoke(String event, IntSupplier remainingMillis, ExecutionInterceptor... interceptors)
      throws IOException {
    int before = cloudFormation.answers().size();
    new InstanceDeployment(clients(interceptors), millis -> {})
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new LambdaContext("request", remainingMillis));
    if (cloudFormation.answers().size() != before + 1) {
      throw new AssertionError("One answer was expected: " + cloudFormation.answers());
    }
    return cloudFormation.last();
  }

  private DeploymentClients clients(ExecutionInterceptor... interceptors) {
    return new DeploymentClients(
        () -> aws(interceptors), () -> TestClients.at(EcsClient.builder(), ecs.endpoint()).build());
  }

  static AwsClients aws(ExecutionInterceptor... interceptors) {
    return TestAwsInstance.clients(interceptors);
  }

  /** Opens the instance as anybody does. */
  public SleeperInstance open() {
    return SleeperInstance.connect(aws(), id);
  }

  Map<String, String> storedProperties() {
    return PropertiesText.parse(
        TestClients.s3()
            .getObjectAsBytes(b -> b.bucket(names.configBucket()).key("instance.properties"))
            .asUtf8String());
  }

  void setByHand(String name, String value) {
    Map<String, String> changed = new TreeMap<>(storedProperties());
    changed.put(name, value);
    TestClients.s3()
        .putObject(
            b -> b.bucket(names.configBucket()).key("instance.properties"),
            RequestBody.fromString(PropertiesText.format(changed)));
  }

  /** The bucket of what was uploaded for the deployment. */
  String assets() {
    return "assets-" + id;
  }

  /** What its resources are. */
  public ResourceKinds kinds() {
    return new ResourceKinds(
        Map.of(
            names.configBucket(),
            ResourceKinds.CONFIG_BUCKET,
            names.dataBucket(),
            ResourceKinds.DATA_BUCKET,
            assets(),
            ResourceKinds.ASSETS_BUCKET,
            source(),
            ResourceKinds.SOURCE_BUCKET,
            names.jobQueue(),
            ResourceKinds.JOB_QUEUE,
            names.deadLetterQueue(),
            ResourceKinds.DEAD_LETTER_QUEUE,
            SnsServer.TOPIC,
            ResourceKinds.TOPIC),
        id);
  }

  /** The bucket of files to ingest. */
  public String source() {
    return "source-" + id;
  }

  private static String arn(String queueUrl) {
    return TestClients.sqs()
        .getQueueAttributes(b -> b.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private static String createQueue(String name, Map<String, String> attributes) {
    return TestClients.sqs()
        .createQueue(b -> b.queueName(name).attributesWithStrings(attributes))
        .queueUrl();
  }

  @Override
  public void close() {
    ecs.close();
    cloudFormation.close();
  }
}
