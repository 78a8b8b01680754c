package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sleeper.cli.command.CommandContext;
import sleeper.cli.terminal.Terminal;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.testing.SharedData;

class CommandPageTest {

  private static final Path PAGE = SharedData.projectRoot().resolve("docs/cli.md");

  @Test
  void shouldDescribeTheCommandsAsTheyAre() throws IOException {
    String current = CommandPage.of(commands());
    if (System.getenv("SLEEPER_WRITE_DOCS") != null) {
      Files.writeString(PAGE, current);
    }

    assertThat(PAGE)
        .as("run this test with SLEEPER_WRITE_DOCS=true in the environment to write the page again")
        .hasContent(current);
  }

  static picocli.CommandLine commands() {
    Terminal terminal =
        new Terminal(
            OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), TerminalTraits.PLAIN);
    CommandContext context = new CommandContext(terminal, Map.of(), Path.of(""));
    return new SleeperCommandLine(context).commandLine();
  }
}
