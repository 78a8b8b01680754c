package sleeper.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.CommandRun;

class JobsCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    run("init");
    run("sample readings.parquet --rows 1000");
    run("table create readings --from readings.parquet --row-key sensor --sort-key time");
  }

  @Test
  void shouldShowJobsOfAnyOrigin() {
    run("ingest readings readings.parquet --job-id by-command");
    run("job send readings readings.parquet --job-id by-message");
    TestTask.run(folder);

    List<String> lines = run("jobs").out().lines().toList();

    assertThat(lines.get(0)).isEqualTo("2 finished");
    assertThat(lines.get(4))
        .matches("readings +by-message +finished +20\\S+ \\S+Z +\\S+ m?s +1,000 of 1,000 .*");
    assertThat(lines.get(5))
        .matches("readings +by-command +finished +20\\S+ \\S+Z +1,000 of 1,000 .*");
    assertThat(run("jobs readings --json").json().findValuesAsText("jobId"))
        .containsExactly("by-message", "by-command");
    assertThat(run("jobs --limit 1 --json").json()).hasSize(1);
  }

  @Test
  void shouldSayWhyJobsWereNotDone() throws IOException {
    damage();
    run("job send readings damaged.parquet --job-id damaged");
    Files.writeString(folder.resolve("hostile.json"), "{ not JSON\n");
    run("job send --message hostile.json");
    TestTask.run(folder);

    String jobs = run("jobs").out();

    assertThat(jobs)
        .contains("1 failed, 1 rejected")
        .containsPattern("readings +damaged +failed .*damaged.parquet")
        .containsPattern("unknown +\\S+-\\S+ +rejected .*Error parsing JSON. Reason: ");
    assertThat(run("jobs --rejected").out()).startsWith("1 rejected");
    JsonNode failed = run("jobs readings --json").json();
    assertThat(failed).hasSize(1);
    assertThat(failed.at("/0/status").asText()).isEqualTo("failed");
    assertThat(failed.at("/0/reasons/0").asText()).contains("damaged.parquet");
    assertThat(run("jobs --unfinished").out()).isEqualToIgnoringNewLines("No such jobs");
  }

  @Test
  void shouldShowAllThatIsKnownOfAJob() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Files.copy(folder.resolve("readings.parquet"), folder.resolve("in/a.parquet"));
    Files.copy(folder.resolve("readings.parquet"), folder.resolve("in/b.parquet"));
    run("job send readings in --job-id two-files");
    TestTask.run(folder);

    CommandRun job = run("jobs --job two-files");

    assertThat(job.out())
        .startsWith("Job two-files for table readings: finished")
        .contains("2,000 read = 2,000 written + 0 rejected + 0 filtered")
        .containsPattern("finished +2 +2,000 +2,000 ")
        .containsPattern("in/a\\.parquet +1,000")
        .containsPattern("in/b\\.parquet +1,000");
    JsonNode json = run("jobs --job two-files --json").json().get(0);
    assertThat(json.get("rows").asInt()).isEqualTo(2000);
    assertThat(json.get("runs")).hasSize(1);
    assertThat(json.at("/runs/0/taskId").asText()).isNotEmpty();
    assertThat(json.at("/inputs/1/rows").asInt()).isEqualTo(1000);
  }

  @Test
  void shouldShowTheReasonsOfARejection() {
    run("job send readings nowhere.parquet --job-id gone");
    TestTask.run(folder);

    assertThat(run("jobs --job gone").out())
        .startsWith("Job gone for table readings: rejected")
        .contains("was rejected:", "Could not find one or more paths", "nowhere.parquet");
  }

  @Test
  void shouldSayWhereAJobMayBeThatNobodyKnows() {
    CommandRun.in(folder, "jobs", "--job", "x")
        .failed(3, "Nothing is known of job x; sleeper jobs lists those that are known");
    run("job send readings readings.parquet --job-id x");
    CommandRun.in(folder, "jobs", "--job", "x")
        .failed(
            3,
            "Nothing is known of job x; its message may wait for a task, such as sleeper task run");
  }

  @Test
  void shouldLeaveOutWhatWasNotWithinATime() {
    run("ingest readings readings.parquet --job-id first");

    assertThat(run("jobs --from 1h --json").json()).hasSize(1);
    assertThat(run("jobs --to 1h --json").json()).isEmpty();
    assertThat(run("jobs --from 2020-01-01 --to 2020-01-02T10:00:00Z --json").json()).isEmpty();
    CommandRun wrong = CommandRun.in(folder, "jobs", "--from", "yesterday");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("\"yesterday\" is not a time; give one as 2026-05-04,");
  }

  @Test
  void shouldWatchAJobToItsEnd() throws InterruptedException {
    run("job send readings readings.parquet --job-id watched");
    Thread task = new Thread(() -> TestTask.run(folder));
    task.start();

    CommandRun watched = run("jobs --job watched --watch");
    task.join();

    assertThat(watched.out().strip().lines().reduce((first, last) -> last).orElse(""))
        .contains("readings  watched  finished  1,000 of 1,000 rows");
    CommandRun.onTerminal(folder, "jobs", "--watch").succeeded();
  }

  @Test
  void shouldFailWhereTheWatchedJobFails() throws IOException {
    damage();
    run("job send readings damaged.parquet --job-id damaged");
    TestTask.run(folder);

    CommandRun watched = CommandRun.in(folder, "jobs", "--job", "damaged", "--watch");

    assertThat(watched.code()).isEqualTo(1);
    assertThat(watched.out()).contains("readings  damaged  failed");
  }

  @Test
  void shouldWatchAJobThatIsTriedAgain() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("tmp"));
    run("job send readings readings.parquet --job-id again");
    TestTask.run(folder, Duration.ofSeconds(1));
    JsonNode failed = run("jobs --job again --json").json().get(0);
    assertThat(failed.get("givenBack").asBoolean()).isTrue();
    assertThat(run("jobs").out()).contains("given back: Folder " + noFolder);
    Files.delete(noFolder);
    Thread task = new Thread(() -> await().until(() -> TestTask.run(folder).jobs() == 1));
    task.start();

    CommandRun watched = run("jobs --job again --watch");
    task.join();

    assertThat(watched.out().lines().findFirst().orElse("")).contains("  again  failed  ");
    assertThat(watched.out()).contains("  again  finished  1,000 of 1,000 rows");
  }

  private void damage() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("readings.parquet"));
    for (int i = bytes.length / 4; i < bytes.length / 2; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(folder.resolve("damaged.parquet"), bytes);
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }
}
