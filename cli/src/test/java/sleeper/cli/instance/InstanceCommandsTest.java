package sleeper.cli.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.CommandRun;

class InstanceCommandsTest {

  @TempDir private Path folder;

  @Test
  void shouldDescribeAnInstanceInAFolder() {
    run("init");
    run("sample readings.parquet --rows 10");
    run("table create readings --from readings.parquet --row-key sensor");

    assertThat(run("instance describe").out())
        .startsWith("Instance in folder " + folder)
        .containsPattern("tables +1: readings")
        .containsPattern("written by +this engine alone")
        .containsPattern("job queue +in the folder");
    JsonNode described = run("instance describe --json").json();
    assertThat(described.get("kind").asText()).isEqualTo("folder");
    assertThat(described.get("shared").asBoolean()).isFalse();
    assertThat(described.at("/tables/0").asText()).isEqualTo("readings");
  }

  @Test
  void shouldDeleteNothingUnlessTold() {
    CommandRun.in(folder, "instance", "delete", "i")
        .failed(
            2,
            "All tables of instance i would be deleted with all of their rows; give --yes to do so");
  }

  @Test
  void shouldAskForAnId() {
    CommandRun created = CommandRun.in(folder, "instance", "create");

    assertThat(created.code()).isEqualTo(2);
    assertThat(created.err()).contains("--aws=ID");
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }
}
