package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.testing.SharedData;

/** Runs every command of docs/cost.md as it stands there. */
class CostPageTest {

  @TempDir private Path folder;

  @Test
  void shouldDoAsThePageSays() throws IOException {
    List<String> page = Files.readAllLines(SharedData.projectRoot().resolve("docs/cost.md"));
    Files.write(folder.resolve("prices.json"), block(page, "```json"));
    List<String> commands = block(page, "```bash");
    StringBuilder output = new StringBuilder();
    for (String command : commands) {
      assertThat(command).startsWith("sleeper ");
      String[] arguments = command.substring("sleeper ".length()).split(" ");
      output.append(CommandRun.in(folder, arguments).succeeded().out());
    }

    assertThat(commands).hasSizeGreaterThan(10);
    assertThat(output.toString())
        .contains(block(page, "```").stream().filter(line -> !line.equals("...")).toList());
    assertThat(output.toString())
        .containsPattern("requests +1,000,000 +5.00 ")
        .containsPattern("units +1,000,000 +1.25 ")
        .containsPattern("requests +1,000 +0.005 ")
        .containsPattern("units +1,000 +0.00125 ")
        .contains("No size of jobs makes rows queryable within 1 min 0 s")
        .contains("Prices of eu-west-2 in USD as of 2026-11-01: our contract.");
  }

  /** The lines of all blocks that begin so. */
  private static List<String> block(List<String> page, String fence) {
    List<String> lines = new ArrayList<>();
    boolean isIn = false;
    String open = "";
    for (String line : page) {
      if (line.startsWith("```")) {
        isIn = open.isEmpty() && line.equals(fence);
        open = open.isEmpty() ? line : "";
      } else if (isIn) {
        lines.add(line);
      }
    }
    return lines;
  }
}
