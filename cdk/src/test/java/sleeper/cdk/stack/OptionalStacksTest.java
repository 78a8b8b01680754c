package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sleeper.aws.metrics.MeteredTasks;
import sleeper.aws.metrics.TaskMeters;
import sleeper.core.json.Json;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class OptionalStacksTest {

  private static final Pattern METER =
      Pattern.compile("(sleeper\\.ingest\\.[a-z.]+)\\.(count|max|value)");

  @Test
  void shouldNestTheStacksThatAreWanted() {
    assertThat(Synthesis.whole().nested()).containsOnlyKeys("Periodic", "Dashboard", "Alarms");
    assertThat(Synthesis.small().nested()).isEmpty();
    assertThat(Synthesis.small().resources("AWS::CloudFormation::Stack")).isEmpty();
  }

  @Test
  void shouldCollectAndWriteSnapshotsEachHour() {
    Template periodic = nested("Periodic");

    periodic.resourcePropertiesCountIs(
        "AWS::Events::Rule", Map.of("ScheduleExpression", "rate(1 hour)"), 2);
    for (String handler : Set.of("CollectorLambda", "SnapshotLambda")) {
      periodic.hasResourceProperties(
          "AWS::Lambda::Function",
          Map.of(
              "Handler",
              "sleeper.deployment." + handler + "::handleRequest",
              "Timeout",
              900,
              "Environment",
              Map.of("Variables", Map.of("SLEEPER_INSTANCE", Match.anyValue()))));
    }
  }

  @Test
  void shouldAlarmOnDeadLettersOldMessagesAndFailures() {
    Template alarms = nested("Alarms");

    assertThat(Synthesis.resources(alarms, "AWS::CloudWatch::Alarm").values())
        .extracting(alarm -> alarm.path("Properties").path("AlarmName").asText())
        .containsExactlyInAnyOrder(
            "sleeper-my-id-dead-letters",
            "sleeper-my-id-old-messages",
            "sleeper-my-id-task-starter-errors",
            "sleeper-my-id-collector-errors",
            "sleeper-my-id-snapshots-errors");
    alarms.hasResourceProperties(
        "AWS::CloudWatch::Alarm",
        Map.of("AlarmName", "sleeper-my-id-old-messages", "Threshold", 7200));
    alarms.hasResourceProperties(
        "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "me@example.com"));
    assertThat(Synthesis.resources(alarms, "AWS::CloudWatch::Alarm").values())
        .allSatisfy(alarm -> assertThat(alarm.path("Properties").path("AlarmActions")).hasSize(1));
  }

  @Test
  void shouldLetAlarmsReachTheTopic() {
    JsonNode policy =
        Synthesis.resources(nested("Alarms"), "AWS::SNS::TopicPolicy").values().iterator().next();

    assertThat(Json.compact(policy))
        .contains("\"Service\":\"cloudwatch.amazonaws.com\"")
        .contains("\"aws:SecureTransport\":\"false\"");
  }

  @Test
  void shouldDrawMetersThatThereAre() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.config().commonTags("InstanceId", "My.Id");
    MeteredTasks tasks = new MeteredTasks(registry);
    String dashboard =
        Json.compact(
            Synthesis.resources(nested("Dashboard"), "AWS::CloudWatch::Dashboard")
                .values()
                .iterator()
                .next());
    Set<String> drawn = new LinkedHashSet<>();
    Matcher matcher = METER.matcher(dashboard);
    while (matcher.find()) {
      drawn.add(matcher.group(1));
    }

    assertThat(tasks).isNotNull();
    assertThat(drawn)
        .contains(
            "sleeper.ingest.read.rows",
            "sleeper.ingest.jobs.ended",
            "sleeper.ingest.commit.conflicts")
        .isSubsetOf(
            registry.getMeters().stream().map(Meter::getId).map(Meter.Id::getName).toList());
    assertThat(dashboard)
        .contains(TaskMeters.NAMESPACE)
        .contains("InstanceId")
        .contains("ApproximateAgeOfOldestMessage");
    assertThat(Watched.NAMESPACE).isEqualTo(TaskMeters.NAMESPACE);
  }

  @Test
  void shouldTagWhatIsDeployed() {
    for (String type : Set.of("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::ECS::Cluster")) {
      assertThat(Synthesis.whole().resources(type).values())
          .allSatisfy(
              each ->
                  assertThat(Json.compact(each.path("Properties").path("Tags")))
                      .contains("\"team\""));
    }
  }

  private static Template nested(String name) {
    return Objects.requireNonNull(Synthesis.whole().nested().get(name));
  }
}
