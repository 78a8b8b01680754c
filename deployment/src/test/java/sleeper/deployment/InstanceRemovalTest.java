package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.json.Json;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.deployment.CloudFormation.Answer;
import sleeper.instance.SleeperInstance;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

class InstanceRemovalTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  private TestStack stack;
  private ObjectNode resource;

  @BeforeEach
  void deploy() throws IOException {
    stack = TestStack.deploy();
    resource =
        stack.resource(stack.properties(), new DeployedTable("t", SCHEMA, List.of("10"), Map.of()));
    assertThat(stack.create(resource).text("Status")).isEqualTo("SUCCESS");
    try (SleeperInstance instance = stack.open()) {
      instance.ingestFactory().ingest("t", List.of(Row.of(SCHEMA, 1L), Row.of(SCHEMA, 11L)));
    }
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void shouldStopTasksAndLeaveAllDataWhereItIsToStay() throws IOException {
    stack.ecs().run(7);

    assertThat(success(stack.delete(resource))).isEqualTo("All data stays");

    assertThat(stack.ecs().tasks()).isZero();
    assertThat(stack.ecs().requests("StopTask"))
        .hasSize(7)
        .allSatisfy(
            request ->
                assertThat(request.body().get("reason").asText())
                    .isEqualTo("The instance is being deleted"));
    assertThat(stack.ecs().requests("DescribeTasks")).hasSize(2);
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().find("t").rows()).isEqualTo(2);
    }
  }

  @Test
  void shouldEmptyTheBucketsThatGo() throws IOException {
    TestClients.s3()
        .createMultipartUpload(b -> b.bucket(stack.names().dataBucket()).key("unfinished"));

    success(stack.delete(stack.emptied(resource)));

    assertThat(keys(stack.names().configBucket())).isEmpty();
    assertThat(keys(stack.names().dataBucket())).isEmpty();
    TestClients.s3().deleteBucket(b -> b.bucket(stack.names().configBucket()));
    TestClients.s3().deleteBucket(b -> b.bucket(stack.names().dataBucket()));
    assertThat(success(stack.delete(stack.emptied(resource)))).startsWith("Emptied ");
  }

  @Test
  void shouldGoOnWhereTheTimeWasOver() throws IOException {
    AtomicBoolean isOver = new AtomicBoolean();
    ObjectNode event =
        stack.event("Delete", stack.emptied(resource)).put("PhysicalResourceId", "sleeper-x");

    Answer first =
        stack.invoke(
            Json.compact(event),
            () -> isOver.get() ? 0 : 60_000,
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(
                  Context.BeforeExecution context, ExecutionAttributes attributes) {
                isOver.compareAndSet(false, context.request() instanceof DeleteObjectsRequest);
              }
            });

    assertThat(first.text("Status")).isEqualTo("FAILED");
    assertThat(first.text("Reason"))
        .isEqualTo(
            "Bucket %s could not be emptied in time; delete again, and it goes on where it was"
                .formatted(stack.names().configBucket()));
    assertThat(first.text("PhysicalResourceId")).isEqualTo("sleeper-x");
    assertThat(keys(stack.names().dataBucket())).isEmpty();
    assertThat(keys(stack.names().configBucket())).isNotEmpty();
    success(stack.invoke(event));
    assertThat(keys(stack.names().configBucket())).isEmpty();
  }

  @Test
  void shouldNotTouchAnInstanceThatAnotherResourceDeploysNow() throws IOException {
    stack.ecs().run(1);
    ObjectNode successor =
        stack.event("Create", resource).put("LogicalResourceId", "InstanceOfANewerTemplate");
    success(stack.invoke(successor));

    assertThat(success(stack.delete(stack.emptied(resource))))
        .isEqualTo("The instance is not this resource's, and is left as it is");

    assertThat(stack.ecs().tasks()).isEqualTo(1);
    assertThat(keys(stack.names().configBucket())).contains("instance.properties");
    assertThat(keys(stack.names().dataBucket())).isNotEmpty();
  }

  @Test
  void shouldNotTouchAnInstanceThatCouldNotBeDeployedAsThereWasOne() throws IOException {
    TestClients.s3()
        .deleteObject(b -> b.bucket(stack.names().configBucket()).key("instance.deployment.json"));

    success(stack.delete(stack.emptied(resource)));

    assertThat(keys(stack.names().dataBucket())).isNotEmpty();
  }

  @Test
  void shouldRemoveWhatCouldNeverBeDeployed() throws IOException {
    try (TestStack other = TestStack.deploy()) {
      ObjectNode wrong = other.resource(other.with("sleeper.nothing", "1"));
      assertThat(other.create(wrong).text("Status")).isEqualTo("FAILED");
      success(other.delete(other.emptied(wrong)));
      success(other.delete(Json.object()));
    }
  }

  @Test
  void shouldNotMissAClusterThatIsNotThere() throws IOException {
    resource.put("Cluster", "another");
    success(stack.delete(resource));
    assertThat(stack.ecs().requests("StopTask")).isEmpty();
  }

  private static String success(Answer answer) {
    assertThat(answer.text("Status")).as(answer.body()).isEqualTo("SUCCESS");
    return answer.text("Reason");
  }

  private static List<String> keys(String bucket) {
    return TestClients.s3().listObjectsV2(b -> b.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
