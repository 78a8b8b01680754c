package sleeper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of docs/getting-started.md as it stands there, in one shell. */
@DisabledOnOs(OS.WINDOWS)
class GettingStartedIT {

  @TempDir private Path folder;

  @Test
  void shouldDoAsThePageSays() throws Exception {
    List<String> commands = DocumentPage.of("docs/getting-started.md").commands();
    assertThat(commands).hasSizeGreaterThan(25);

    String output;
    try (PageShell shell = new PageShell(folder)) {
      output = shell.run(commands, Map.of());
    }

    assertThat(output)
        .contains("Ingested 100,000 rows into readings")
        .contains("Job day-1 had been ingested into readings before")
        .contains("\n200000\nsleeper query readings --count --as-of 1\n100000\n")
        .contains("read_parquet([");
  }
}
