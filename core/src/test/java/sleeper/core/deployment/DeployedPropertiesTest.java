package sleeper.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;

class DeployedPropertiesTest {

  private static final Map<String, String> COMPLETE =
      Map.of(
          "sleeper.id", "my-id",
          "sleeper.account", "123456789012",
          "sleeper.region", "eu-west-2",
          "sleeper.config.bucket", "config",
          "sleeper.data.bucket", "data",
          "sleeper.statestore.shared", "false");

  @Test
  void shouldTakeWhatTheEngineKnows() {
    assertThat(with("sleeper.default.table.parquet.page.size", "2M"))
        .containsEntry("sleeper.default.table.parquet.page.size", "2M")
        .hasSize(COMPLETE.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleeper.id",
        "sleeper.account",
        "sleeper.region",
        "sleeper.config.bucket",
        "sleeper.data.bucket",
        "sleeper.statestore.shared"
      })
  void shouldNameWhatIsMissing(String name) {
    assertThatThrownBy(() -> with(name, " "))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Property %s is not set; a deployment has to name it".formatted(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sleeper.ingest.task.idle.second  | 5    | did you mean sleeper.ingest.task.idle.seconds?
          sleeper.nothing.of.the.kind      | 5    | There is no instance property sleeper.nothing.of.the.kind;
          sleeper.table.gc.delay.minutes   | 5    | There is no instance property sleeper.table.gc.delay.minutes;
          sleeper.ingest.task.idle.seconds | soon | Property sleeper.ingest.task.idle.seconds is "soon"; it must be
          sleeper.statestore.shared        | true | A deployed instance is neither shared with Sleeper
          sleeper.instance.made.by.command | true | A deployed instance is neither shared with Sleeper
          """)
  void shouldSayInOneSentenceWhatIsWrong(String name, String value, String sentence) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(sentence);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> values = new HashMap<>(COMPLETE);
    values.put(name, value);
    return DeployedProperties.check(values).asMap();
  }
}
