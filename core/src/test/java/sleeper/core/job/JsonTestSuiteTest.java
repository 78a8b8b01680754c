package sleeper.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sleeper.core.table.FakeTableIndex;
import sleeper.core.testing.SharedData;

/** Every file of JSONTestSuite as a message, whole and as a member of one. */
class JsonTestSuiteTest {

  private final JobMessageReader reader =
      new JobMessageReader(new FakeTableIndex(), SourcePolicy.ANY);

  @Test
  void shouldRejectEveryFileAsAMessage() throws IOException {
    List<Path> files = files("");

    assertThat(files).hasSizeGreaterThan(300);
    for (Path file : files) {
      assertThat(reader.read("message-1", text(file)))
          .as(file.toString())
          .isInstanceOf(JobMessage.Rejected.class);
    }
  }

  @Test
  void shouldSayThatInvalidJsonCannotBeParsed() throws IOException {
    for (Path file : files("n_")) {
      assertThat(reasons(text(file)).get(0))
          .as(file.toString())
          .startsWith("Error parsing JSON. Reason: ");
    }
  }

  @Test
  void shouldReadPastEveryValidValueInAMemberThatMeansNothing() throws IOException {
    for (Path file : files("y_")) {
      if (!file.toString().contains("duplicated_key")) {
        assertThat(reasons("{\"unknown\":" + text(file) + "}"))
            .as(file.toString())
            .containsExactly("Table not found");
      }
    }
  }

  private List<String> reasons(String text) {
    return ((JobMessage.Rejected) reader.read("message-1", text)).reasons();
  }

  private static List<Path> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.walk(SharedData.data("json/JSONTestSuite"))) {
      return all.filter(
              path ->
                  path.toString().endsWith(".json")
                      && path.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
