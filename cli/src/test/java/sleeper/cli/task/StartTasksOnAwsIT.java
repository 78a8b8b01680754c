package sleeper.cli.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.AwsSettings;
import sleeper.cli.CommandRun;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.testing.SharedData;
import sleeper.servers.AwsServers;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tasks in the background for an instance on AWS, started as users start them. */
@DisabledOnOs(OS.WINDOWS)
class StartTasksOnAwsIT {

  private static final String ID = "background";
  private static final Map<String, String> INSTANCE = Map.of("SLEEPER_INSTANCE", ID);

  @TempDir private Path folder;

  @BeforeEach
  void makeInstance() {
    AwsSettings.nameTheServers();
    run("instance create --aws " + ID);
    run("sample readings.parquet --rows 1000");
    run("table create readings --from readings.parquet --row-key sensor");
    TestClients.s3().createBucket(request -> request.bucket("background-source"));
    TestClients.s3()
        .putObject(
            request -> request.bucket("background-source").key("a.parquet"),
            RequestBody.fromFile(folder.resolve("readings.parquet")));
  }

  @AfterEach
  void deleteInstance() {
    run("instance delete --yes " + ID);
    AwsSettings.forgetTheServers();
  }

  @Test
  @Timeout(120)
  void shouldDoTheJobsOfTheInstanceInTheBackground() throws Exception {
    run("job send readings s3://background-source/a.parquet --job-id first");

    String started = launch("task", "start", "--until-empty", "--memory=64M");

    assertThat(started)
        .startsWith("Started 1 of 1 ingest tasks while 1 jobs waited")
        .contains("They write to " + folder.resolve("tasks"));
    assertThat(run("jobs --job first --watch").out()).contains("first  finished  1,000 of 1,000");
    Path log = folder.resolve("tasks/task-1.log");
    await().untilAsserted(() -> assertThat(log).content().contains("Task ended: 1 finished"));
    assertThat(log).content().contains("does jobs of " + ID);
  }

  private String launch(String... arguments) throws Exception {
    Path launcher = SharedData.projectRoot().resolve("scripts/sleeper");
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(AwsServers.environment());
    builder.environment().putAll(INSTANCE);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private CommandRun run(String command) {
    return CommandRun.run(folder, TerminalTraits.PLAIN, INSTANCE, command.split(" ")).succeeded();
  }
}
