package sleeper.starter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.json.Json;
import sleeper.servers.AwsServers;
import sleeper.starter.aws.RuntimeApi.LambdaAnswer;

/** The zip in a process of its own, run by AWS's own runtime interface client. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the runtime interface client is for Linux")
class LambdaRuntimeIT {

  private static final String HANDLER = TaskStarterLambda.class.getName();

  @TempDir private Path temporary;

  @Test
  void shouldStartTasksInTheLambdaRuntime() throws Exception {
    TestInstance instance = TestInstance.create("lambda-runtime");
    instance.send(12);

    try (EcsServer ecs = EcsServer.start();
        RuntimeApi runtime = RuntimeApi.start();
        LambdaProcess lambda =
            LambdaProcess.start(
                unpacked(), HANDLER, log(), environment(ecs, runtime, instance.configBucket()))) {
      LambdaAnswer first = invoke(runtime, "{\"source\": \"aws.events\"}");
      assertThat(first.kind()).as(first.body()).isEqualTo("response");
      assertThat(Json.parse("answer", first.body()).get("startedTasks").asInt()).isEqualTo(12);
      assertThat(ecs.tasks()).isEqualTo(12);

      ecs.limitRoom(12);
      LambdaAnswer second = invoke(runtime, "null");
      assertThat(second.kind()).isEqualTo("error");
      assertThat(second.body()).contains("Started 0 of 12 ingest tasks", "RESOURCE:CPU");

      ecs.limitRoom(100);
      assertThat(invoke(runtime, "[]").kind()).isEqualTo("response");
      assertThat(ecs.tasks()).isEqualTo(24);
      assertThat(ecs.requests("RunTask"))
          .extracting(request -> request.body().get("clientToken").asText())
          .startsWith(
              "8476a536-e9f4-11e8-9739-000000000001-1-10",
              "8476a536-e9f4-11e8-9739-000000000001-2-2",
              "8476a536-e9f4-11e8-9739-000000000002-1-10");
    }
    assertThat(log())
        .content()
        .contains("Started 12 of 12 ingest tasks while 12 jobs waited and 0 tasks ran");
  }

  @Test
  void shouldSayAtTheStartThatNoConfigBucketIsSet() throws Exception {
    try (EcsServer ecs = EcsServer.start();
        RuntimeApi runtime = RuntimeApi.start();
        LambdaProcess lambda =
            LambdaProcess.start(unpacked(), HANDLER, log(), environment(ecs, runtime, ""))) {
      LambdaAnswer answer = invoke(runtime, "{}");

      assertThat(answer.kind()).isEqualTo("error");
      assertThat(answer.body()).contains("CONFIG_BUCKET is not set");
    }
  }

  private LambdaAnswer invoke(RuntimeApi runtime, String event) throws Exception {
    Optional<LambdaAnswer> answer = runtime.invoke(event);
    assertThat(answer)
        .as("answer of the process that printed: " + Files.readString(log()))
        .isPresent();
    return answer.orElseThrow();
  }

  private Path log() {
    return temporary.resolve("log");
  }

  private Path unpacked() throws IOException {
    Path function = temporary.resolve("function");
    LambdaZip.at("task-starter/target/task-starter.zip").unpack(function);
    return function;
  }

  private static Map<String, String> environment(
      EcsServer ecs, RuntimeApi runtime, String configBucket) {
    Map<String, String> environment = new HashMap<>(AwsServers.environment());
    environment.put("AWS_ENDPOINT_URL_ECS", ecs.endpoint().toString());
    environment.put("AWS_LAMBDA_RUNTIME_API", runtime.hostAndPort());
    environment.put("CONFIG_BUCKET", configBucket);
    return environment;
  }
}
