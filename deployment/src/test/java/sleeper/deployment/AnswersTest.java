package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.deployment.CloudFormation.Answer;
import sleeper.deployment.instance.DeploymentClients;
import sleeper.starter.aws.LambdaContext;

/** CloudFormation hears of everything. */
class AnswersTest {

  private CloudFormation cloudFormation;

  @BeforeEach
  void start() throws IOException {
    cloudFormation = CloudFormation.start();
  }

  @AfterEach
  void stop() {
    cloudFormation.close();
  }

  @Test
  void shouldPutOneAnswerWithoutContentType() throws IOException {
    invoke(event().put("RequestType", "Delete"), 60_000);

    Answer answer = cloudFormation.last();
    assertThat(answer.method()).isEqualTo("PUT");
    assertThat(answer.hasContentType()).isFalse();
    assertThat(answer.json())
        .isEqualTo(
            Json.object()
                .put("Status", "SUCCESS")
                .put("Reason", "The instance is not this resource's, and is left as it is")
                .put("PhysicalResourceId", "sleeper-without-id")
                .put("StackId", "stack")
                .put("RequestId", "request")
                .put("LogicalResourceId", "Instance"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'RequestType':7}",
        "{'RequestType':'Replace'}",
        "{'RequestType':'Create'}",
        "{'RequestType':'Create','ResourceProperties':[]}",
        "{'RequestType':'Create','ResourceProperties':{'InstanceProperties':'x'}}",
        "{'RequestType':'Create','ResourceProperties':{'InstanceProperties':{'sleeper.id':{}}}}",
        "{'RequestType':'Update','StackId':{},'OldResourceProperties':3}"
      })
  void shouldAnswerWhateverIsAsked(String json) throws IOException {
    ObjectNode event = (ObjectNode) Json.parse("event", json.replace('\'', '"'));

    invoke(event.put("ResponseURL", cloudFormation.responseUrl()), 60_000);

    assertThat(cloudFormation.last().text("Status")).isEqualTo("FAILED");
    assertThat(cloudFormation.last().text("Reason")).isNotBlank().doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish",
        "[]",
        "{}",
        "{\"ResponseURL\":\"file:///etc/passwd\"}",
        "{\"ResponseURL\":\"no url\"}"
      })
  void shouldFailWhereNobodyCanBeAnswered(String event) {
    assertThatThrownBy(() -> invoke(event, 60_000)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldAnswerBeforeItsTimeIsOver() throws IOException {
    invoke(create(), 400);

    assertThat(cloudFormation.last().text("Status")).isEqualTo("FAILED");
    assertThat(cloudFormation.last().text("Reason"))
        .isEqualTo("It could not be done in time; try again, and it goes on");
    assertThat(cloudFormation.last().text("PhysicalResourceId")).isEqualTo("sleeper-my-id");
  }

  @Test
  void shouldAnswerInFourKilobytes() throws IOException {
    invoke(event().put("RequestType", "é".repeat(60_000)), 60_000);

    Answer answer = cloudFormation.last();
    assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isBetween(1500, 4096);
    assertThat(answer.text("Reason")).startsWith("RequestType \"éé").endsWith(" ...");
  }

  @Test
  void shouldTryAgainWhereTheAnswerIsNotTaken() throws IOException {
    cloudFormation.refuse(3, 503);
    invoke(event(), 60_000);
    assertThat(cloudFormation.answers()).hasSize(1);

    cloudFormation.refuse(4, 503);
    assertThatThrownBy(() -> invoke(event(), 60_000))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("CloudFormation did not take the answer: status 503");

    cloudFormation.refuse(1, 403);
    assertThatThrownBy(() -> invoke(event(), 60_000))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("CloudFormation did not take the answer: status 403");
    assertThat(cloudFormation.answers()).hasSize(1);
  }

  private ObjectNode event() {
    return Json.object()
        .put("ResponseURL", cloudFormation.responseUrl())
        .put("StackId", "stack")
        .put("RequestId", "request")
        .put("LogicalResourceId", "Instance");
  }

  private ObjectNode create() {
    ObjectNode event = event().put("RequestType", "Create");
    ObjectNode properties = event.putObject("ResourceProperties").putObject("InstanceProperties");
    Map.of(
            "sleeper.id", "my-id",
            "sleeper.account", "123456789012",
            "sleeper.region", "eu-west-2",
            "sleeper.config.bucket", "config",
            "sleeper.data.bucket", "data",
            "sleeper.statestore.shared", "false")
        .forEach(properties::put);
    return event;
  }

  private static void invoke(ObjectNode event, int remainingMillis) throws IOException {
    invoke(Json.compact(event), remainingMillis);
  }

  /** AWS never answers here. */
  private static void invoke(String event, int remainingMillis) throws IOException {
    DeploymentClients clients =
        new DeploymentClients(
            () -> {
              throw waited();
            },
            () -> {
              throw waited();
            });
    new InstanceDeployment(clients, millis -> {})
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new LambdaContext("request", () -> remainingMillis));
  }

  /** Waits for ever. */
  private static IllegalStateException waited() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new IllegalStateException("The wait was interrupted");
  }
}
