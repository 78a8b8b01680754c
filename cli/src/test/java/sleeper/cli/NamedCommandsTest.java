package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sleeper.core.testing.SharedData;

/** Commands that pages name within their sentences exist, with these options. */
class NamedCommandsTest {

  private static final Pattern NAMED =
      Pattern.compile("`sleeper ([a-z-][^`.|<>…]*)`", Pattern.DOTALL);

  @Test
  void shouldKnowEveryCommandThatAPageNames() throws IOException {
    List<String> unknown = new ArrayList<>();
    int named = 0;
    for (Path page : pages()) {
      for (MatchResult match : NAMED.matcher(Files.readString(page)).results().toList()) {
        named++;
        String words = match.group(1).replaceAll("\\s+", " ");
        if (!isKnown(words)) {
          unknown.add(page.getFileName() + ": sleeper " + words);
        }
      }
    }

    assertThat(named).isGreaterThan(15);
    assertThat(unknown).isEmpty();
    assertThat(isKnown("jobs --unknown") || isKnown("job unknown")).isFalse();
  }

  /** Sentences leave out what a command needs; they must not have what it does not know. */
  private static boolean isKnown(String words) {
    try {
      CommandPageTest.commands().parseArgs(words.split(" "));
      return true;
    } catch (UnmatchedArgumentException e) {
      return false;
    } catch (ParameterException e) {
      return true;
    }
  }

  private static List<Path> pages() throws IOException {
    Path project = SharedData.projectRoot();
    try (Stream<Path> docs = Files.walk(project.resolve("docs"))) {
      return Stream.concat(docs, Stream.of(project.resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
