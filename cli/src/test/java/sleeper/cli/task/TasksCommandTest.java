package sleeper.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.CommandRun;
import sleeper.cli.job.TestTask;

class TasksCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    run("init");
    run("sample readings.parquet --rows 1000");
    run("table create readings --from readings.parquet --row-key sensor --sort-key time");
  }

  @Test
  void shouldListTasksWithWhatTheyDid() {
    assertThat(run("tasks").out()).isEqualToIgnoringNewLines("No tasks yet");
    run("job send readings readings.parquet");
    run("job send readings readings.parquet");
    TestTask.run(folder);
    TestTask.run(folder);

    List<String> lines = run("tasks").out().lines().toList();

    assertThat(lines.get(2)).matches("20.* finished +\\S+ m?s +0 +0 +0 +\\S+-\\S+");
    assertThat(lines.get(3)).matches("20.* finished +\\S+ m?s +2 +2,000 +2,000 +\\S.* \\S+-\\S+");
    JsonNode tasks = run("tasks --json").json();
    assertThat(tasks.at("/1/rowsRead").asInt()).isEqualTo(2000);
    assertThat(tasks.at("/1/jobs").asInt()).isEqualTo(2);
  }

  @Test
  void shouldLeaveOutOtherTasks() {
    TestTask.run(folder);

    assertThat(run("tasks --unfinished").out()).isEqualToIgnoringNewLines("No such tasks");
    assertThat(run("tasks --to 1h --json").json()).isEmpty();
    assertThat(run("tasks --from 1h --json").json()).hasSize(1);
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }
}
