package sleeper.core.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.testing.SharedData;

class InstancePropertiesTest {

  @Test
  void shouldGiveDefaultsWhereNothingIsSet() {
    InstanceProperties properties = InstanceProperties.empty();

    assertThat(properties.get(InstanceProperty.INGEST_MEMORY_BUDGET))
        .isEqualTo(ByteSize.ofMebibytes(256));
    assertThat(properties.get(InstanceProperty.INGEST_DISK_BUDGET_POLICY))
        .isEqualTo(DiskBudgetPolicy.REFUSE);
    assertThat(properties.find(InstanceProperty.INGEST_SPILL_DIRECTORY)).isEmpty();
  }

  @Test
  void shouldSayThatAPropertyWithoutDefaultIsNotSet() {
    assertThatThrownBy(() -> InstanceProperties.empty().get(InstanceProperty.ID))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Property sleeper.id is not set");
  }

  @Test
  void shouldTakeAnEmptyValueAsNotSet() {
    InstanceProperties properties = InstanceProperties.parse("sleeper.ingest.threads=\n");

    assertThat(properties.get(InstanceProperty.INGEST_THREADS)).isZero();
  }

  @Test
  void shouldKeepWhatItDoesNotKnow() {
    InstanceProperties properties =
        InstanceProperties.parse("sleeper.vpc=vpc-1\nother=x y\nsleeper.id=mine")
            .with(InstanceProperty.INGEST_MEMORY_BUDGET, ByteSize.parse("1G"));

    assertThat(properties.toText().lines())
        .containsExactly(
            "other=x y",
            "sleeper.id=mine",
            "sleeper.ingest.memory.budget.bytes=1G",
            "sleeper.vpc=vpc-1");
  }

  @Test
  void shouldReadEscapesContinuedLinesAndRawCharacters() {
    InstanceProperties properties =
        InstanceProperties.parse(
            "# a comment\n! another\nurl=http\\://host\\:1/\\u00e9\\u4e16é\nlist = a,\\\n   b\n");

    assertThat(properties.asMap()).isEqualTo(Map.of("url", "http://host:1/é世é", "list", "a,b"));
  }

  @Test
  void shouldReadBackWhatItWrites() {
    Map<String, String> odd =
        Map.of(
            "a key", " leading = and # and ! and : and \\ ",
            "#hash", "line\nbreak\r\ttab",
            "é世😀", "é世😀",
            "empty", "");

    InstanceProperties properties = InstanceProperties.of(odd);

    assertThat(properties.asMap()).isEqualTo(odd);
    assertThat(InstanceProperties.parse(properties.toText())).isEqualTo(properties);
  }

  @Test
  void shouldReadTheSettingsOfASleeperInstance() throws IOException {
    Path file =
        SharedData.formats(
            "golden/5-final/s3/sleeper-golden-config-123456789012/instance.properties");

    InstanceProperties properties = InstanceProperties.parse(Files.readString(file));

    assertThat(properties.get(InstanceProperty.ID)).isEqualTo("golden");
    assertThat(properties.asMap())
        .containsEntry(
            "sleeper.query.queue.url",
            "http://127.0.0.1:29324/000000000000/sleeper-golden-QueryQueue")
        .hasSize(28);
    assertThat(InstanceProperties.parse(properties.toText())).isEqualTo(properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sleeper.ingest.memory.budget.bytes=12Q | Property sleeper.ingest.memory.budget.bytes is"
            + " \"12Q\"; it must be a size such as 32M or 1G, from 16M to 1T: \"12Q\" is not a size",
        "sleeper.ingest.memory.budget.bytes=1K | it must be a size such as 32M or 1G, from 16M",
        "sleeper.ingest.threads=two | Property sleeper.ingest.threads is \"two\"; it must be a"
            + " whole number from 0 to 1024",
        "sleeper.ingest.threads=-1 | whole number from 0 to 1024",
        "sleeper.ingest.disk.budget.policy=maybe | it must be one of refuse, flush",
        "sleeper.default.table.parquet.page.size=big | Property"
            + " sleeper.default.table.parquet.page.size is \"big\"",
        "bad=\\u12 | wrong \\u escape",
      })
  void shouldSayWhichPropertyIsWrongAndWhatIsAllowed(String text, String message) {
    assertThatThrownBy(() -> InstanceProperties.parse(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldNotShowValues() {
    assertThat(InstanceProperties.of(Map.of("password", "secret")).toString())
        .contains("password")
        .doesNotContain("secret");
  }
}
