package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sleeper.aws.metrics.MeteredRequests;
import sleeper.aws.metrics.MeteredTasks;
import sleeper.aws.metrics.TaskMeters;
import sleeper.core.json.Json;
import sleeper.instance.aws.requests.RequestCounter;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

class OptionalStacksTest {

  private static final Pattern METRIC = Pattern.compile("sleeper\\.[a-z0-9.]+");
  private static final Pattern SEARCH =
      Pattern.compile("\\{SleeperIngest,InstanceId,([^}]+)} MetricName=\"([a-z.]+)\"");

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
  void shouldDrawMetricsThatTasksSend() {
    Set<String> drawn = matches(METRIC).map(MatchResult::group).collect(Collectors.toSet());

    assertThat(drawn)
        .contains(
            "sleeper.ingest.read.rows.count",
            "sleeper.ingest.jobs.ended.count",
            "sleeper.ingest.jobs.running.value",
            "sleeper.ingest.commit.conflicts.count",
            "sleeper.aws.requests.count")
        .isSubsetOf(meters().flatMap(OptionalStacksTest::metrics).toList());
    assertThat(dashboard()).contains("ApproximateAgeOfOldestMessage");
    assertThat(Watched.NAMESPACE).isEqualTo(TaskMeters.NAMESPACE);
  }

  /** CloudWatch finds only what has exactly the dimensions that are searched for. */
  @Test
  void shouldSearchForTheDimensionsThatTasksSend() {
    Map<String, Set<String>> searched =
        matches(SEARCH)
            .collect(
                Collectors.toMap(
                    match -> match.group(2), match -> Set.of(match.group(1).split(","))));
    Map<String, Set<String>> sent =
        meters()
            .filter(meter -> searched.containsKey(meter.getName() + ".count"))
            .collect(
                Collectors.toMap(
                    meter -> meter.getName() + ".count",
                    meter -> meter.getTags().stream().map(Tag::getKey).collect(Collectors.toSet()),
                    (one, other) -> one));

    assertThat(searched)
        .containsOnlyKeys("sleeper.ingest.jobs.ended.count", "sleeper.aws.requests.count")
        .isEqualTo(sent);
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

  private static String dashboard() {
    String body =
        Json.compact(
            Synthesis.resources(nested("Dashboard"), "AWS::CloudWatch::Dashboard")
                .values()
                .iterator()
                .next());
    return body.replace("\\", "");
  }

  private static Stream<MatchResult> matches(Pattern pattern) {
    return pattern.matcher(dashboard()).results();
  }

  /** What a task registers, once it has asked AWS for something. */
  private static Stream<Meter.Id> meters() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    RequestCounter requests = new RequestCounter();
    assertThat(new MeteredTasks(registry)).isNotNull();
    MeteredRequests.register(registry, requests);
    askAws(requests);
    return registry.getMeters().stream().map(Meter::getId);
  }

  /** Counted is what is sent, whether or not there is an answer. */
  private static void askAws(RequestCounter requests) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.EU_WEST_2)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .overrideConfiguration(
                options -> options.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    try (S3Client s3 = requests.attachTo(builder).build()) {
      assertThatThrownBy(s3::listBuckets).isInstanceOf(SdkClientException.class);
    }
  }

  /** The metrics that a meter is in CloudWatch. */
  private static Stream<String> metrics(Meter.Id meter) {
    List<String> parts =
        switch (meter.getType()) {
          case COUNTER -> List.of("count");
          case GAUGE -> List.of("value");
          case TIMER, DISTRIBUTION_SUMMARY -> List.of("avg", "count", "max", "sum");
          default -> throw new AssertionError("It is not known what becomes of " + meter);
        };
    return parts.stream().map(part -> meter.getName() + "." + part);
  }

  private static Template nested(String name) {
    return Objects.requireNonNull(Synthesis.whole().nested().get(name));
  }
}
