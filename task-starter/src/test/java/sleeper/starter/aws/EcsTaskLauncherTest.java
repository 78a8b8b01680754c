package sleeper.starter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.servers.TestClients;
import sleeper.starter.Launch;
import sleeper.starter.TaskLauncher;
import sleeper.starter.TaskLauncherContract;
import sleeper.starter.aws.EcsServer.EcsRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;

class EcsTaskLauncherTest extends TaskLauncherContract {

  private static final String INVOCATION = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

  private EcsServer server;
  private EcsClient ecs;
  private int launchers;

  @BeforeEach
  void start() throws IOException {
    server = EcsServer.start();
    ecs =
        TestClients.at(EcsClient.builder(), server.endpoint())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void stop() {
    ecs.close();
    server.close();
  }

  @Override
  protected TaskLauncher launcher() {
    launchers++;
    return launcher("invocation-" + launchers);
  }

  @Override
  protected void endOneTask() {
    server.endOneTask();
  }

  @Test
  void shouldAskEcsForFargateTasksOfTheInstance() {
    launcher(INVOCATION).launch(3);

    EcsRequest request = server.requests("RunTask").get(0);
    assertThat(request.body())
        .isEqualTo(
            Json.parse(
                "request",
                """
                {
                  "cluster": "sleeper-test-ingest-cluster",
                  "taskDefinition": "sleeper-test-ingest",
                  "launchType": "FARGATE",
                  "platformVersion": "1.4.0",
                  "propagateTags": "TASK_DEFINITION",
                  "startedBy": "sleeper-task-starter",
                  "clientToken": "8476a536-e9f4-11e8-9739-2dfe598c3fcd-1-3",
                  "count": 3,
                  "networkConfiguration": {
                    "awsvpcConfiguration": {
                      "subnets": ["subnet-1", "subnet-2"],
                      "securityGroups": ["sg-1"],
                      "assignPublicIp": "DISABLED"
                    }
                  }
                }
                """));
  }

  @Test
  void shouldGiveTasksPublicAddressesWhereTheInstanceSaysSo() {
    EcsTaskSettings settings =
        EcsTaskSettings.of(properties().with(AwsProperty.ECS_PUBLIC_ADDRESS, true));

    new EcsTaskLauncher(ecs, settings, INVOCATION).launch(1);

    assertThat(server.requests("RunTask").get(0).body().findValue("assignPublicIp").asText())
        .isEqualTo("ENABLED");
  }

  @Test
  void shouldAskForTheTasksThatAreMeantToRun() throws IOException {
    launcher(INVOCATION).runningTasks();

    assertThat(server.requests("ListTasks").get(0).body())
        .isEqualTo(
            Json.object()
                .put("cluster", "sleeper-test-ingest-cluster")
                .put("family", "sleeper-test-ingest")
                .put("desiredStatus", "RUNNING"));
  }

  @Test
  void shouldSignRequests() {
    launcher(INVOCATION).launch(1);

    EcsRequest request = server.requests("RunTask").get(0);
    assertThat(request.header("X-amz-target"))
        .isEqualTo("AmazonEC2ContainerServiceV20141113.RunTask");
    assertThat(request.header("Content-type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(request.header("X-amz-date")).matches("\\d{8}T\\d{6}Z");
    assertThat(request.header("Authorization"))
        .matches(
            "AWS4-HMAC-SHA256 Credential=test/\\d{8}/eu-west-2/ecs/aws4_request,"
                + " ?SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]*x-amz-date;[a-z0-9;-]*x-amz-target,"
                + " ?Signature=[0-9a-f]{64}");
  }

  @Test
  void shouldAskForTenTasksAtATimeUnderATokenEach() {
    launcher(INVOCATION).launch(23);

    List<JsonNode> bodies = bodiesOfRunTask();
    assertThat(bodies).extracting(body -> body.get("count").asInt()).containsExactly(10, 10, 3);
    assertThat(bodies)
        .extracting(body -> body.get("clientToken").asText())
        .containsExactly(INVOCATION + "-1-10", INVOCATION + "-2-10", INVOCATION + "-3-3");
  }

  @Test
  void shouldCountTasksOnAllPages() throws IOException {
    TaskLauncher launcher = launcher();
    launcher.launch(9);

    assertThat(launcher.runningTasks()).isEqualTo(9);
    assertThat(server.requests("ListTasks")).hasSize(3);
  }

  @Test
  void shouldStopAndSayWhyWhenThereIsNoRoomForAll() {
    server.limitRoom(13);

    Launch launch = launcher().launch(40);

    assertThat(launch.started()).isEqualTo(13);
    assertThat(launch.failures())
        .containsExactly("Cluster sleeper-test-ingest-cluster did not start a task: RESOURCE:CPU");
    assertThat(server.requests("RunTask")).hasSize(2);
  }

  @Test
  void shouldSayWhatEcsRefusedAndNotAskAgain() {
    server.failOnce(400, "ClientException", "TaskDefinition not found.");

    Launch launch = launcher().launch(20);

    assertThat(launch.started()).isZero();
    assertThat(launch.failures())
        .singleElement()
        .asString()
        .startsWith(
            "Cluster sleeper-test-ingest-cluster did not start tasks of family"
                + " sleeper-test-ingest: TaskDefinition not found.");
    assertThat(server.requests("RunTask")).hasSize(1);
  }

  @Test
  void shouldKeepWhatWasStartedBeforeEcsRefusedMore() {
    server.answerOnce();
    server.failOnce(400, "ClientException", "The limit on tasks is reached.");

    Launch launch = launcher().launch(25);

    assertThat(launch.started()).isEqualTo(10);
    assertThat(launch.failures()).singleElement().asString().contains("The limit on tasks");
    assertThat(server.tasks()).isEqualTo(10);
  }

  @Test
  void shouldTryAgainWhenThrottled() {
    server.failOnce(400, "ThrottlingException", "Rate exceeded");

    assertThat(launcher().launch(2)).isEqualTo(Launch.of(2));

    assertThat(server.requests("RunTask")).hasSize(2);
    assertThat(server.tasks()).isEqualTo(2);
  }

  @Test
  void shouldReportWhenItStaysThrottled() {
    for (int attempt = 0; attempt < 2; attempt++) {
      server.failOnce(400, "ThrottlingException", "Rate exceeded");
    }
    try (EcsClient impatient =
        TestClients.at(EcsClient.builder(), server.endpoint())
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(2)))
            .build()) {
      Launch launch = new EcsTaskLauncher(impatient, settings(), INVOCATION).launch(15);

      assertThat(launch.started()).isZero();
      assertThat(launch.failures()).singleElement().asString().contains("Rate exceeded");
    }
    assertThat(server.requests("RunTask")).hasSize(2);
  }

  @Test
  void shouldStartNoTaskTwiceWhenAnAnswerIsLost() {
    server.loseNextAnswer();

    assertThat(launcher().launch(4)).isEqualTo(Launch.of(4));

    assertThat(server.tasks()).isEqualTo(4);
    assertThat(bodiesOfRunTask()).hasSizeGreaterThan(1).allMatch(bodiesOfRunTask().get(0)::equals);
  }

  @Test
  void shouldStartNoTaskTwiceWhenAnInvocationIsRepeated() {
    launcher(INVOCATION).launch(14);

    assertThat(launcher(INVOCATION).launch(14)).isEqualTo(Launch.of(14));

    assertThat(server.tasks()).isEqualTo(14);
  }

  @Test
  void shouldNotCountWhereEcsDoesNotAnswer() {
    server.failOnce(400, "AccessDeniedException", "You may not list tasks.");

    assertThatThrownBy(() -> launcher().runningTasks())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "The tasks of cluster sleeper-test-ingest-cluster cannot be counted: You may not list");
  }

  @Test
  void shouldNameThePropertyThatIsNotSet() {
    InstanceProperties complete = properties();

    assertThatThrownBy(() -> EcsTaskSettings.of(complete.withText(AwsProperty.SUBNETS.name(), "")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("sleeper.subnets");
    assertThatThrownBy(
            () -> EcsTaskSettings.of(complete.withText(AwsProperty.INGEST_CLUSTER.name(), "")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("sleeper.ingest.cluster");
  }

  private List<JsonNode> bodiesOfRunTask() {
    return server.requests("RunTask").stream().map(EcsRequest::body).toList();
  }

  private TaskLauncher launcher(String invocation) {
    return new EcsTaskLauncher(ecs, settings(), invocation);
  }

  private static EcsTaskSettings settings() {
    return EcsTaskSettings.of(properties());
  }

  private static InstanceProperties properties() {
    return TestInstance.properties("http://127.0.0.1/queue");
  }
}
