package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.testing.SharedData;

/** Runs every command of docs/getting-started.md as it stands there, in one shell. */
@DisabledOnOs(OS.WINDOWS)
class GettingStartedIT {

  private static final int TIMEOUT_SECONDS = 300;

  @TempDir private Path folder;

  @Test
  void shouldDoAsThePageSays() throws Exception {
    Path home = SharedData.projectRoot();
    Files.createSymbolicLink(folder.resolve("scripts"), home.resolve("scripts").toRealPath());
    List<String> commands = commands(home.resolve("docs/getting-started.md"));
    assertThat(commands).hasSizeGreaterThan(25);
    Path script = folder.resolve("commands.sh");
    Files.writeString(script, "set -e\n" + echoing(commands));

    Process process =
        new ProcessBuilder("bash", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    Files.delete(folder.resolve("scripts"));
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output)
        .contains("Ingested 100,000 rows into readings")
        .contains("Job day-1 had been ingested into readings before")
        .contains("\n200000\n+ sleeper query readings --count --as-of 1\n100000\n")
        .contains("read_parquet([");
  }

  /** The lines of the page's bash blocks. */
  private static List<String> commands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean inBlock = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith("```")) {
        inBlock = line.equals("```bash");
      } else if (inBlock) {
        commands.add(line);
      }
    }
    return commands;
  }

  private static String echoing(List<String> commands) {
    StringBuilder script = new StringBuilder();
    for (String command : commands) {
      script.append("echo '+ ").append(command.replace("'", "'\\''")).append("'\n");
      script.append(command).append('\n');
    }
    return script.toString();
  }
}
