package sleeper.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.CommandRun;

class StartTasksCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    run("init");
    run("sample readings.parquet --rows 1000");
    run("table create readings --from readings.parquet --row-key sensor --sort-key time");
  }

  @Test
  void shouldStartNoTaskWhileNoJobWaits() {
    assertThat(run("task start").out()).isEqualToIgnoringNewLines("No ingest job waits");
    CommandRun.in(folder, "task", "start", "--tasks", "0")
        .failed(2, "--tasks is at least 1, not 0");
  }

  @Test
  @Timeout(120)
  void shouldDoJobsInTheBackground() {
    run("job send readings readings.parquet --job-id one");
    run("job send readings readings.parquet --job-id two");

    JsonNode started = run("task start --tasks 1 --until-empty --json").json();

    assertThat(started.get("waitingJobs").asInt()).isEqualTo(2);
    assertThat(started.get("started").asInt()).isEqualTo(1);
    assertThat(run("jobs --watch").out()).contains("one  finished", "two  finished");
    assertThat(folder.resolve("tasks/task-1.log")).content().contains("✓ one", "✓ two");
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }
}
