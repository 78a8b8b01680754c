package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class TaskStarterTest {

  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String HANDLER = "sleeper.starter.aws.TaskStarterLambda::handleRequest";

  @Test
  void shouldLookAtTheQueueEachMinute() {
    JsonNode rule = Synthesis.whole().resource("AWS::Events::Rule").path("Properties");

    assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("rate(1 minute)");
    assertThat(rule.path("State").asText()).isEqualTo("ENABLED");
    assertThat(rule.path("Targets").get(0).path("RetryPolicy").path("MaximumRetryAttempts").asInt())
        .isZero();
  }

  @Test
  void shouldTakeNoMessagesFromTheQueue() {
    assertThat(Synthesis.whole().resources("AWS::Lambda::EventSourceMapping")).isEmpty();
  }

  @Test
  void shouldRunOnceAtATime() {
    JsonNode function = Synthesis.whole().resource(FUNCTION, HANDLER).path("Properties");

    assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(1);
    assertThat(function.path("Timeout").asInt()).isLessThan(60);
    assertThat(Synthesis.whole().resources("AWS::Lambda::EventInvokeConfig").values())
        .singleElement()
        .satisfies(
            config -> {
              JsonNode properties = config.path("Properties");
              assertThat(properties.path("MaximumRetryAttempts").asInt(-1)).isZero();
              assertThat(properties.path("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
            });
  }

  @Test
  void shouldSetNoneAsideInAnAccountThatHasTooFew() {
    JsonNode function = Synthesis.small().resource(FUNCTION, HANDLER).path("Properties");

    assertThat(function.has("ReservedConcurrentExecutions")).isFalse();
  }
}
