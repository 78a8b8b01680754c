package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sleeper.instance.aws.AwsNames;
import software.amazon.awscdk.assertions.Match;

class JobQueuesTest {

  private static final String QUEUE = "AWS::SQS::Queue";

  @Test
  void shouldSetMessagesAsideAsTheEngineExpects() {
    AwsNames names = new AwsNames("My.Id", TemplateValues.ACCOUNT);
    JsonNode jobs = Synthesis.whole().resource(QUEUE, names.jobQueue()).path("Properties");
    JsonNode dead = Synthesis.whole().resource(QUEUE, names.deadLetterQueue()).path("Properties");

    assertThat(jobs.path("VisibilityTimeout").asInt()).isEqualTo(900);
    assertThat(jobs.path("RedrivePolicy").path("maxReceiveCount").asInt()).isEqualTo(5);
    assertThat(jobs.path("MessageRetentionPeriod").asInt())
        .isLessThan(dead.path("MessageRetentionPeriod").asInt());
    assertThat(dead.path("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
    assertThat(dead.has("RedrivePolicy")).isFalse();
  }

  @Test
  void shouldTakeWhatThePropertiesSay() {
    JsonNode jobs =
        Synthesis.small().resource(QUEUE, "sleeper-small-IngestJobQ").path("Properties");

    assertThat(jobs.path("VisibilityTimeout").asInt()).isEqualTo(600);
    assertThat(jobs.path("RedrivePolicy").path("maxReceiveCount").asInt()).isEqualTo(7);
  }

  @Test
  void shouldEncryptMessagesAndRefusePlainRequests() {
    Synthesis.whole()
        .template()
        .resourcePropertiesCountIs(QUEUE, Map.of("SqsManagedSseEnabled", true), 2);
    Synthesis.whole()
        .template()
        .resourcePropertiesCountIs(
            "AWS::SQS::QueuePolicy",
            Map.of(
                "PolicyDocument",
                Map.of(
                    "Statement",
                    Match.arrayWith(
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Effect",
                                    "Deny",
                                    "Condition",
                                    Map.of("Bool", Map.of("aws:SecureTransport", "false")))))))),
            2);
  }
}
