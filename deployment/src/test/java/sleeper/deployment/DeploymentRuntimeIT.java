package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.json.Json;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.instance.SleeperInstance;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import sleeper.starter.aws.LambdaProcess;
import sleeper.starter.aws.RuntimeApi;
import sleeper.starter.aws.RuntimeApi.LambdaAnswer;

/** The zip in processes of its own, run by AWS's own runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client is for Linux")
class DeploymentRuntimeIT {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final String SNAPSHOT_EVERY =
      "sleeper.table.statestore.transactionlog.snapshot.every.transactions";
  private static final Map<String, String> PROPERTIES =
      Map.of(
          SNAPSHOT_EVERY,
          "0",
          "sleeper.table.gc.delay.minutes",
          "0",
          "sleeper.table.parquet.compression.codec",
          "zstd");

  @TempDir private Path temporary;
  private TestStack stack;

  @BeforeEach
  void deploy() throws Exception {
    stack = TestStack.deploy();
    DeploymentZipIT.ZIP.unpack(temporary.resolve("function"));
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void shouldMakeLookAfterAndRemoveAnInstance() throws Exception {
    ObjectNode resource =
        stack.emptied(
            stack.resource(
                stack.properties(), new DeployedTable("t", SCHEMA, List.of("10"), PROPERTIES)));
    try (RuntimeApi runtime = RuntimeApi.start();
        LambdaProcess lambda = start(InstanceDeployment.class, runtime)) {
      assertDeployed(runtime, stack.event("Create", resource));
      workOnIt();
      try (RuntimeApi periodic = RuntimeApi.start();
          LambdaProcess snapshots = start(SnapshotLambda.class, periodic)) {
        assertThat(json(invoke(periodic, "null")).get("snapshotsWritten").asInt()).isPositive();
      }
      try (RuntimeApi periodic = RuntimeApi.start();
          LambdaProcess collector = start(CollectorLambda.class, periodic)) {
        JsonNode answer = json(invoke(periodic, "{\"source\":\"aws.events\"}"));
        assertThat(answer.get("filesDeleted").asInt()).isEqualTo(2);
        assertThat(answer.get("problems")).isEmpty();
      }
      stack.ecs().run(2);
      assertDeployed(runtime, stack.event("Delete", resource));
    }
    assertThat(stack.ecs().tasks()).isZero();
    for (String bucket : List.of(stack.names().configBucket(), stack.names().dataBucket())) {
      TestClients.s3().deleteBucket(b -> b.bucket(bucket));
    }
  }

  private void workOnIt() throws Exception {
    try (SleeperInstance instance = stack.open()) {
      instance.ingestFactory().ingest("t", List.of(Row.of(SCHEMA, 1L), Row.of(SCHEMA, 11L)));
      instance.tables().clear("t");
      instance.ingestFactory().ingest("t", List.of(Row.of(SCHEMA, 2L)));
      assertThat(instance.tables().find("t").rows()).isEqualTo(1);
      instance.tables().changeProperties("t", Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    }
  }

  private void assertDeployed(RuntimeApi runtime, ObjectNode event) throws Exception {
    LambdaAnswer answer = invoke(runtime, Json.compact(event));
    assertThat(answer.kind()).as(answer.body()).isEqualTo("response");
    assertThat(stack.cloudFormation().last().text("Status"))
        .as(stack.cloudFormation().last().body())
        .isEqualTo("SUCCESS");
  }

  private static JsonNode json(LambdaAnswer answer) {
    assertThat(answer.kind()).as(answer.body()).isEqualTo("response");
    return Json.parse("answer", answer.body());
  }

  private LambdaAnswer invoke(RuntimeApi runtime, String event) throws Exception {
    Optional<LambdaAnswer> answer = runtime.invoke(event);
    assertThat(answer)
        .as("answer of the process that printed: " + Files.readString(log()))
        .isPresent();
    return answer.orElseThrow();
  }

  private LambdaProcess start(Class<?> handler, RuntimeApi runtime) throws Exception {
    Map<String, String> environment = new HashMap<>(AwsServers.environment());
    environment.put("AWS_ENDPOINT_URL_ECS", stack.ecs().endpoint().toString());
    environment.put("AWS_LAMBDA_RUNTIME_API", runtime.hostAndPort());
    environment.put("SLEEPER_INSTANCE", stack.names().configBucket());
    // Arrow, which snapshots are written in, reads buffer addresses by reflection.
    environment.put("JAVA_TOOL_OPTIONS", "--add-opens=java.base/java.nio=ALL-UNNAMED");
    return LambdaProcess.start(
        temporary.resolve("function"), handler.getName(), log(), environment);
  }

  private Path log() {
    return temporary.resolve("log");
  }
}
