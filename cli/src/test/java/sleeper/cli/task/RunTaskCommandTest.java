package sleeper.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.CommandRun;

class RunTaskCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    run("init");
    run("sample readings.parquet --rows 1000");
    run("table create readings --from readings.parquet --row-key sensor --sort-key time");
  }

  @Test
  void shouldDoJobsAndSayWhatBecameOfThem() throws IOException {
    run("ingest readings readings.parquet --job-id twice");
    run("job send readings readings.parquet --job-id once");
    run("job send readings readings.parquet --job-id twice");
    run("job send readings nowhere.parquet --job-id nowhere");
    Files.writeString(folder.resolve("bad.parquet"), "this is no Parquet file");
    run("job send readings bad.parquet --job-id bad");

    CommandRun task = run("task run --until-empty --jobs 2 --memory 64M --threads 2");

    assertThat(task.out())
        .isEqualToIgnoringNewLines(
            "Task ended: 1 finished, 1 duplicate, 1 rejected, 1 failed; 1,000 rows added");
    assertThat(task.err().lines().findFirst().orElse(""))
        .matches("Task \\S+ does jobs of \\S+, 2 at once, and ends when no message waits; .*");
    assertThat(task.err())
        .containsPattern("✓ once {2}readings {2}1,000 rows in .* rows/s")
        .contains("✓ twice  readings  had been ingested before; nothing was done now")
        .contains("✗ nowhere  readings  rejected: Could not find one or more paths")
        .contains("✗ bad  readings  failed for good: ")
        .doesNotContain("\tat ");
    assertThat(run("query readings --count").out()).isEqualToIgnoringNewLines("2000");
    assertThat(run("job queue --json").json().get("inFlight").asInt()).isZero();
  }

  @Test
  void shouldGiveProgramsTheResultAlone() {
    run("job send readings readings.parquet");

    CommandRun task = run("task run --idle 0 --json");

    JsonNode result = task.json();
    assertThat(task.err()).isEmpty();
    assertThat(result.at("/outcomes/finished").asInt()).isEqualTo(1);
    assertThat(result.get("rowsWritten").asInt()).isEqualTo(1000);
    assertThat(run("tasks --json").json().at("/0/taskId")).isEqualTo(result.get("taskId"));
  }

  @Test
  void shouldServeMetrics() {
    assertThat(run("task run --idle 0 --metrics-port 0").err())
        .containsPattern("Metrics for Prometheus: http://127.0.0.1:\\d+/metrics");
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    failed(2, "task", "What to do with a task is missing: run, start");
    failed(2, "task run --jobs 0", "--jobs is at least 1, not 0");
    failed(2, "task run --grace 0", "--grace is at least 1, not 0");
    failed(2, "task run --memory 1M", "--memory is at least 16M, not 1M");
    for (String command : List.of("run", "start")) {
      failed(
          3,
          "task " + command + " --memory 16M --jobs 2 --idle 0",
          "The memory budget of 16M is too small for 2 jobs at once: a job needs at least 16M, of"
              + " which an open file takes 3M; raise sleeper.ingest.memory.budget.bytes or --memory"
              + " to 32M, or lower sleeper.ingest.task.max.concurrent.jobs or --jobs");
    }
    assertThat(CommandRun.in(folder, "task", "run", "--idle", "1", "--until-empty").code())
        .isEqualTo(2);
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }

  private void failed(int code, String command, String sentence) {
    CommandRun.in(folder, command.split(" ")).failed(code, sentence);
  }
}
