package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sleeper.core.deployment.DeployedProperties;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.ByteSize;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.statestore.dynamo.DynamoTableNames;

/** What the template tells the function that makes the instance. */
class InstanceResourceTest {

  /** What a deployed instance does without. */
  private static final Set<Property<?>> LEFT_OUT =
      Set.of(
          AwsProperty.VERSION,
          AwsProperty.COMMIT_QUEUE_URL,
          AwsProperty.NOTIFICATION_TOPIC_ARN,
          InstanceProperty.INGEST_SPILL_DIRECTORY);

  @Test
  void shouldSetEveryPropertyThatTheEngineReads() {
    InstanceProperties properties = properties(Synthesis.whole());
    List<Property<?>> all = new ArrayList<>(InstanceProperty.all());
    all.addAll(AwsProperty.all());
    all.removeAll(LEFT_OUT);

    for (Property<?> property : all) {
      assertThat(properties.find(property)).as(property.name()).isPresent();
    }
    assertThat(properties.get(InstanceProperty.ID)).isEqualTo("My.Id");
    assertThat(properties.get(AwsProperty.SHARED)).isFalse();
    assertThat(properties.get(AwsProperty.JOB_QUEUE_URL))
        .isEqualTo("https://sqs.eu-west-2.amazonaws.com/123456789012/sleeper-my-id-IngestJobQ");
    assertThat(properties.get(AwsProperty.JOB_DEAD_LETTER_ARN)).endsWith("IngestJobDLQ");
    assertThat(properties.get(AwsProperty.INGEST_CLUSTER))
        .isEqualTo("sleeper-my-id-ingest-cluster");
    assertThat(properties.get(AwsProperty.SUBNETS)).hasSize(2);
    assertThat(properties.get(AwsProperty.ECS_PUBLIC_ADDRESS)).isTrue();
    assertThat(properties.get(InstanceProperty.INGEST_SOURCE_BUCKETS)).containsExactly("incoming");
    assertThat(properties.get(InstanceProperty.INGEST_MEMORY_BUDGET))
        .isEqualTo(ByteSize.parse("1728M"));
  }

  @Test
  void shouldNameTheTablesAsTheEngineDoesWithoutBeingTold() {
    InstanceProperties deployed = properties(Synthesis.whole());
    DynamoTableNames named = new DynamoTableNames(deployed);
    DynamoTableNames guessed =
        new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, "My.Id"));

    assertThat(named.indexByName()).isEqualTo(guessed.indexByName());
    assertThat(named.indexById()).isEqualTo(guessed.indexById());
    assertThat(named.indexByOnline()).isEqualTo(guessed.indexByOnline());
    assertThat(named.fileLog()).isEqualTo(guessed.fileLog());
    assertThat(named.partitionLog()).isEqualTo(guessed.partitionLog());
    assertThat(named.allSnapshots()).isEqualTo(guessed.allSnapshots());
    assertThat(named.latestSnapshots()).isEqualTo(guessed.latestSnapshots());
  }

  @Test
  void shouldStartTasksInTheVpcThatIsThere() {
    InstanceProperties properties = properties(Synthesis.small());

    assertThat(properties.get(AwsProperty.SUBNETS))
        .containsExactly("subnet-01234567", "subnet-89abcdef");
    assertThat(properties.get(AwsProperty.ECS_SECURITY_GROUPS)).hasSize(1);
    assertThat(properties.get(AwsProperty.ECS_PUBLIC_ADDRESS)).isFalse();
    assertThat(properties.get(AwsProperty.INGEST_TASKS_MAX)).isEqualTo(2);
  }

  @Test
  void shouldEmptyBucketsOnlyWhereDataIsNotToStay() {
    assertThat(instance(Synthesis.whole()).path("Properties").has("EmptyBuckets")).isFalse();
    TemplateValues values = new TemplateValues(Synthesis.small().template().toJSON());
    List<String> buckets = new ArrayList<>();
    instance(Synthesis.small())
        .path("Properties")
        .path("EmptyBuckets")
        .forEach(bucket -> buckets.add(values.text(bucket)));

    assertThat(buckets)
        .containsExactly(
            "sleeper-small-config-123456789012", "sleeper-small-table-data-123456789012");
  }

  @Test
  void shouldUploadTheTables() {
    JsonNode properties = instance(Synthesis.whole()).path("Properties");

    assertThat(properties.path("TablesKey").asText()).endsWith(".json");
    assertThat(properties.has("TablesBucket")).isTrue();
    assertThat(instance(Synthesis.small()).path("Properties").path("TablesKey"))
        .isNotEqualTo(properties.path("TablesKey"));
  }

  @Test
  void shouldMakeTheInstanceOfWhatIsThereAndUnmakeItFirst() {
    Synthesis whole = Synthesis.whole();
    Map<String, JsonNode> dependencies = new TreeMap<>();
    List<String> ids = new ArrayList<>();
    instance(whole).path("DependsOn").forEach(id -> ids.add(id.asText()));
    for (String type :
        List.of(
            "AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::ECS::Cluster")) {
      dependencies.putAll(whole.resources(type));
    }

    assertThat(ids).containsAll(dependencies.keySet());
  }

  @Test
  void shouldStartNoTasksBeforeTheInstanceIsThereNorWhileItGoes() {
    Synthesis whole = Synthesis.whole();
    String instance = whole.resources("Custom::SleeperInstance").keySet().iterator().next();

    assertThat(whole.resource("AWS::Events::Rule").path("DependsOn"))
        .extracting(JsonNode::asText)
        .contains(instance);
    assertThat(whole.resources("AWS::CloudFormation::Stack"))
        .anySatisfy(
            (id, stack) -> {
              assertThat(id).contains("Periodic");
              assertThat(stack.path("DependsOn")).extracting(JsonNode::asText).contains(instance);
            });
  }

  private static InstanceProperties properties(Synthesis synthesis) {
    TemplateValues values = new TemplateValues(synthesis.template().toJSON());
    Map<String, String> properties = new TreeMap<>();
    instance(synthesis)
        .path("Properties")
        .path("InstanceProperties")
        .properties()
        .forEach(each -> properties.put(each.getKey(), values.text(each.getValue())));
    return DeployedProperties.check(properties);
  }

  private static JsonNode instance(Synthesis synthesis) {
    return synthesis.resource("Custom::SleeperInstance");
  }
}
