package sleeper.aws.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.aws.notify.JobNotifications.NotificationTarget;
import sleeper.aws.notify.SnsServer.SnsRequest;
import sleeper.core.ingest.RunTotals;
import sleeper.core.json.Json;
import sleeper.core.table.TableId;
import sleeper.ingest.task.JobDelivery;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.JobOutcome;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import software.amazon.awssdk.services.sns.SnsClient;

class JobNotificationsTest {

  private static final Optional<TableId> TABLE = Optional.of(new TableId("0a1b2c3d", "readings"));

  private SnsServer sns;

  @BeforeEach
  void start() throws IOException {
    sns = SnsServer.start();
  }

  @AfterEach
  void stop() {
    sns.close();
  }

  @Test
  void shouldTellWhatAJobHasAdded() throws InterruptedException {
    try (JobNotifications notifications = notifications(SnsServer.TOPIC)) {
      notifications.jobEnded(finished("job-1"));

      SnsRequest request = next();
      assertThat(request.authorization())
          .startsWith("AWS4-HMAC-SHA256 Credential=" + TestCredentials.KEY)
          .contains("/" + TestCredentials.REGION + "/sns/aws4_request");
      assertThat(request.form())
          .containsEntry("Action", "Publish")
          .containsEntry("Version", "2010-03-31")
          .containsEntry("TopicArn", SnsServer.TOPIC);
      assertThat(Json.parse("message", request.form().get("Message")))
          .isEqualTo(
              Json.parse(
                  "expected",
                  """
                  {"instance": "my-instance", "table": "readings", "tableId": "0a1b2c3d",
                   "job": "job-1", "outcome": "finished",
                   "rowsRead": 12, "rowsWritten": 10, "files": 2, "reasons": []}
                  """));
      assertThat(attribute(request, "instance")).isEqualTo("my-instance");
      assertThat(attribute(request, "table")).isEqualTo("readings");
      assertThat(attribute(request, "outcome")).isEqualTo("finished");
    }
  }

  @Test
  void shouldTellWhyAJobHasFailed() throws InterruptedException {
    try (JobNotifications notifications = notifications(SnsServer.TOPIC)) {
      notifications.jobEnded(
          failed(JobOutcome.FAILED, 1, "The file is \u00e4ltlich", "x".repeat(5000)));

      SnsRequest request = next();
      assertThat(Json.parse("message", request.form().get("Message")).path("reasons"))
          .isEqualTo(
              Json.parse(
                  "expected",
                  "[\"The file is \u00e4ltlich\", \"%s...\"]".formatted("x".repeat(1000))));
      assertThat(attribute(request, "outcome")).isEqualTo("failed");
    }
  }

  @Test
  void shouldTellOfAMessageOfNoKnownTable() throws InterruptedException {
    try (JobNotifications notifications = notifications(SnsServer.TOPIC)) {
      notifications.jobEnded(
          new JobEnd(
              new JobDelivery("job", Optional.empty(), 1),
              JobOutcome.REJECTED,
              List.of("Table not found"),
              Optional.empty()));

      SnsRequest request = next();
      assertThat(attribute(request, "outcome")).isEqualTo("rejected");
      assertThat(request.form().values()).doesNotContain("table");
      assertThat(request.form().get("Message")).doesNotContain("table\"");
    }
  }

  @Test
  void shouldTellOfTheLastDeliveryThatFailedAndNoneBefore() throws InterruptedException {
    try (JobNotifications notifications = notifications(SnsServer.TOPIC)) {
      notifications.jobEnded(failed(JobOutcome.RETRIED, 1, "no network"));
      notifications.jobEnded(failed(JobOutcome.RETRIED, 2, "no network"));
      notifications.jobEnded(failed(JobOutcome.RETRIED, 3, "no network"));

      assertThat(attribute(next(), "outcome")).isEqualTo("dead");
    }
    assertThat(sns.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING_ELSEWHERE", "STOPPED"})
  void shouldNotTellOfJobsThatGoOn(JobOutcome outcome) {
    try (JobNotifications notifications = notifications(SnsServer.TOPIC)) {
      notifications.jobEnded(failed(outcome, 3, "later"));
    }
    assertThat(sns.requests()).isEmpty();
  }

  @Test
  void shouldGoOnWhenATopicIsNotThere() throws InterruptedException {
    try (JobNotifications notifications = notifications(SnsServer.TOPIC + "-gone")) {
      notifications.jobEnded(finished("job-1"));
      notifications.jobEnded(finished("job-2"));

      assertThat(next().form().get("Message")).contains("job-1");
      assertThat(next().form().get("Message")).contains("job-2");
    }
  }

  @Test
  void shouldKeepNoJobWaitingForATopicThatDoesNotAnswer() {
    sns.holdAnswers();
    JobNotifications notifications = notifications(SnsServer.TOPIC);
    long start = System.nanoTime();

    for (int job = 0; job < 3000; job++) {
      notifications.jobEnded(finished("job-" + job));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    sns.answerAll();
    notifications.close();
    assertThat(sns.requests().size()).isBetween(1, 1002);
  }

  private JobNotifications notifications(String topic) {
    return new JobNotifications(
        TestClients.at(SnsClient.builder(), sns.endpoint()).build(),
        new NotificationTarget(topic, "my-instance", OptionalInt.of(3)));
  }

  private static JobEnd finished(String job) {
    return new JobEnd(
        new JobDelivery(job, TABLE, 1),
        JobOutcome.FINISHED,
        List.of(),
        Optional.of(new RunTotals(12, 10, 2, 0, 2, 345)));
  }

  private static JobEnd failed(JobOutcome outcome, int delivery, String... reasons) {
    return new JobEnd(
        new JobDelivery("job", TABLE, delivery), outcome, List.of(reasons), Optional.empty());
  }

  private SnsRequest next() throws InterruptedException {
    SnsRequest request = sns.requests().poll(20, TimeUnit.SECONDS);
    assertThat(request).as("a request").isNotNull();
    return request;
  }

  /** SNS takes them as a numbered list. */
  private static String attribute(SnsRequest request, String name) {
    String prefix =
        request.form().entrySet().stream()
            .filter(member -> member.getKey().endsWith(".Name") && member.getValue().equals(name))
            .findFirst()
            .orElseThrow()
            .getKey()
            .replace(".Name", ".Value.");
    assertThat(prefix).matches("MessageAttributes\\.entry\\.\\d\\.Value\\.");
    assertThat(request.form()).containsEntry(prefix + "DataType", "String");
    return request.form().get(prefix + "StringValue");
  }
}
