package sleeper.starter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.properties.AwsProperty;
import sleeper.servers.TestClients;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ecs.EcsClient;

class TaskStarterLambdaTest {

  private EcsServer server;
  private EcsClient ecs;
  private TestInstance instance;
  private TaskStarterLambda lambda;

  @BeforeEach
  void start() throws IOException {
    server = EcsServer.start();
    ecs =
        TestClients.at(EcsClient.builder(), server.endpoint())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    instance = TestInstance.create("lambda-" + UUID.randomUUID());
    lambda = lambda(instance.configBucket());
  }

  @AfterEach
  void stop() {
    ecs.close();
    server.close();
  }

  @Test
  void shouldStartATaskForEachMessageAndLeaveTheMessages() throws IOException {
    instance.send(3);

    assertThat(invoke("{}"))
        .isEqualTo(
            Json.parse(
                "answer",
                """
                {"waitingJobs": 3, "runningTasks": 0, "wantedTasks": 3, "startedTasks": 3,
                 "failures": [],
                 "message": "Started 3 of 3 ingest tasks while 3 jobs waited and 0 tasks ran"}
                """));
    assertThat(server.tasks()).isEqualTo(3);
    assertThat(new SqsWaitingJobs(TestClients.sqs(), instance.queueUrl()).count()).isEqualTo(3);
  }

  @Test
  void shouldStartNothingWhenNoMessageWaits() throws IOException {
    assertThat(invoke("{}").get("message").asText()).isEqualTo("No ingest job waits");
    assertThat(server.tasks()).isZero();
  }

  @Test
  void shouldTakeAnyEvent() throws IOException {
    instance.send(1);
    int tasks = 0;
    for (String event : new String[] {"", "null", "[1]", "\"text\"", "{\"Records\": [{}]}", "{"}) {
      invoke(event);
      tasks++;
      assertThat(server.tasks()).as(event).isEqualTo(tasks);
    }
  }

  @Test
  void shouldHeedALimitAsSoonAsItIsChanged() throws IOException {
    instance.send(3);
    saveMaximum(2);
    assertThat(invoke("{}").get("startedTasks").asInt()).isEqualTo(2);
    assertThat(invoke("{}").get("startedTasks").asInt()).isZero();

    saveMaximum(3);
    assertThat(invoke("{}").get("startedTasks").asInt()).isEqualTo(1);
    assertThat(server.tasks()).isEqualTo(3);
  }

  @Test
  void shouldAnswerWithTheReasonWhereOnlySomeCouldBeStarted() throws IOException {
    instance.send(3);
    server.limitRoom(2);

    JsonNode answer = invoke("{}");

    assertThat(answer.get("startedTasks").asInt()).isEqualTo(2);
    assertThat(answer.get("failures").get(0).asText()).endsWith("RESOURCE:CPU");
  }

  @Test
  void shouldFailWhereNoneCouldBeStarted() {
    instance.send(3);
    server.limitRoom(0);

    assertThatThrownBy(() -> invoke("{}"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Started 0 of 3 ingest tasks while 3 jobs waited and 0 tasks ran:"
                + " Cluster sleeper-test-ingest-cluster did not start a task: RESOURCE:CPU");
  }

  @Test
  void shouldSayWhichBucketHasNoProperties() {
    TestClients.s3()
        .deleteObject(b -> b.bucket(instance.configBucket()).key("instance.properties"));

    assertThatThrownBy(() -> invoke("{}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There is no instance.properties in bucket %s; set CONFIG_BUCKET to the config bucket"
                    .formatted(instance.configBucket())
                + " of the instance");
  }

  @Test
  void shouldSayWhichBucketIsNotThere() {
    lambda = lambda("no-such-bucket");

    assertThatThrownBy(() -> invoke("{}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("There is no instance.properties in bucket no-such-bucket;");
  }

  @Test
  void shouldSayThatNoConfigBucketIsSet() {
    assertThatThrownBy(() -> lambda(" "))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("The environment variable CONFIG_BUCKET is not set;");
  }

  private TaskStarterLambda lambda(String configBucket) {
    return new TaskStarterLambda(
        new AwsClients(TestClients.s3(), TestClients.sqs(), ecs), configBucket);
  }

  private void saveMaximum(int tasks) {
    instance.save(
        TestInstance.properties(instance.queueUrl()).with(AwsProperty.INGEST_TASKS_MAX, tasks));
  }

  private JsonNode invoke(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    lambda.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        new LambdaContext(UUID.randomUUID().toString()));
    return Json.parse("answer", answer.toString(StandardCharsets.UTF_8));
  }
}
