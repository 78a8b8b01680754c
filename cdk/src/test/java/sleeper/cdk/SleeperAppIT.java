package sleeper.cdk;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as a process, without an account, a region or anything else in its environment. */
class SleeperAppIT {

  private static final String CONFIG =
      """
      {"instance": "my-id", "vpc": "own", "image": {"uri": "registry.example.com/sleeper:1"}}
      """;

  @TempDir private Path project;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectory(project.resolve("cdk"));
    for (String zip :
        List.of(
            "task-starter/target/task-starter.zip",
            "deployment/target/sleeper-deployment-lambda.zip")) {
      Files.createDirectories(project.resolve(zip).getParent());
      Files.writeString(project.resolve(zip), "no code");
    }
  }

  private record Ended(int code, String errors) {}

  @Test
  void shouldCheckAFileWithoutMakingAnything() throws Exception {
    assertThat(run(CONFIG, "check")).isEqualTo(new Ended(0, ""));
  }

  @Test
  void shouldRefuseAFileInOneSentence() throws Exception {
    Ended ended = run("{\"instance\": \"a_b\"}");

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.errors())
        .startsWith("Instance id \"a_b\" cannot be used")
        .endsWith("deployment.json\n")
        .containsOnlyOnce("\n");
  }

  @Test
  void shouldSayWhichCodeWasNotBuilt() throws Exception {
    Files.delete(project.resolve("task-starter/target/task-starter.zip"));

    assertThat(run(CONFIG).errors())
        .contains("There is no Lambda zip")
        .contains("-pl task-starter -am package");
  }

  @Test
  void shouldSynthesiseWithoutAnAccountAndWithoutANetwork() throws Exception {
    Assumptions.assumeTrue(
        ends(List.of("node", "--version")), "There is no Node, which the CDK runs in: skipped");

    assertThat(run(CONFIG).code()).isZero();
    String template = Files.readString(project.resolve("out/sleeper-my-id.template.json"));
    assertThat(template).contains("Custom::SleeperInstance").contains("AWS::AccountId");
    assertThat(Files.readString(project.resolve("out/manifest.json")))
        .contains("aws://unknown-account/unknown-region");
    assertThat(project.resolve("out/validation-report.json"))
        .content()
        .contains("\"pluginReports\": []");
  }

  private Ended run(String config, String... more) throws IOException, InterruptedException {
    Path file = Files.writeString(project.resolve("deployment.json"), config);
    List<String> command = new ArrayList<>(withoutNetwork());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "sleeper.cdk.SleeperApp",
            file.toString()));
    command.addAll(List.of(more));
    Path errors = project.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.resolve("cdk").toFile())
            .redirectError(errors.toFile())
            .redirectOutput(DISCARD);
    builder.environment().keySet().retainAll(Set.of("HOME", "PATH"));
    builder.environment().put("CDK_OUTDIR", project.resolve("out").toString());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(errors));
  }

  /** How a process is started that has no network, where this machine lets one be. */
  private static List<String> withoutNetwork() throws IOException, InterruptedException {
    List<String> command = List.of("unshare", "--map-root-user", "--net");
    List<String> trial = new ArrayList<>(command);
    trial.add("true");
    return ends(trial) ? command : List.of();
  }

  private static boolean ends(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DISCARD).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
