package sleeper.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cdk.config.InstanceId;
import sleeper.core.testing.SharedData;

/**
 * What scripts/deploy.sh and destroy.sh refuse before they build anything: on a path with a Maven
 * that tells on them, and without a container engine.
 */
@DisabledOnOs(OS.WINDOWS)
class DeployScriptIT {

  private static final String DEPLOY = "deploy.sh";
  private static final String DESTROY = "destroy.sh";
  private static final String ENDS_IN_IMAGE =
      "Nothing was built or deployed; scripts/deploy.sh --build-only builds what needs no engine\n";

  @TempDir private Path folder;
  private Path programs;

  private record Ended(int code, String output, String errors) {}

  @BeforeEach
  void makeThePath() throws IOException {
    programs = Files.createDirectory(folder.resolve("programs"));
    for (String name : List.of("basename", "bash", "cat", "dirname", "env", "node", "npx")) {
      Optional<Path> program = find(name);
      Assumptions.assumeTrue(program.isPresent(), "There is no " + name + ": skipped");
      put(name, "exec '%s' \"$@\"".formatted(program.orElseThrow()));
    }
    put("mvn", ">\"$0.called\"; exit 1");
  }

  private void put(String program, String command) throws IOException {
    Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void nothingWasBuilt() {
    assertThat(programs.resolve("mvn.called")).doesNotExist();
  }

  @Test
  void shouldNameAFileThatIsNotThere() throws Exception {
    for (String script : List.of(DEPLOY, DESTROY)) {
      assertRefused(
          run(script, "nothing.json"),
          script + ": there is no file nothing.json; docs/deployment.md says what is in it\n");
    }
  }

  @Test
  void shouldNameAFileThatIsNotJson() throws Exception {
    Path file = write("{\"instance\": ");

    for (String script : List.of(DEPLOY, DESTROY)) {
      Ended ended = run(script, file.toString());

      assertThat(ended.errors()).startsWith(script + ": " + file + " is not JSON: ");
      assertRefused(ended, ended.errors());
    }
  }

  @Test
  void shouldRefuseAnIdAsTheAppDoes() throws Exception {
    for (String id : List.of("a_b", "-a", "abcdefghijklmnopqrstu")) {
      Path file = write("{\"instance\": \"%s\"}".formatted(id));
      Ended ended = run(DEPLOY, file.toString(), "--check");

      assertThatThrownBy(() -> new InstanceId(id))
          .satisfies(
              refused ->
                  assertRefused(
                      ended,
                      "deploy.sh: %s: deployment=%s\n".formatted(refused.getMessage(), file)));
    }
  }

  @Test
  void shouldSayThatThereIsNoContainerEngine() throws Exception {
    Path file = write("{\"instance\": \"my-id\", \"vpc\": \"own\"}");

    Ended ended = run(DEPLOY, file.toString());

    assertThat(ended.errors())
        .startsWith("deploy.sh: no container engine answers")
        .contains("\"uri\" of \"image\" in " + file)
        .endsWith(ENDS_IN_IMAGE);
    assertRefused(ended, ended.errors());
  }

  @Test
  void shouldSayHowItIsUsed() throws Exception {
    assertThat(run(DEPLOY).errors()).startsWith("usage: scripts/deploy.sh CONFIG [--check]");
    assertThat(run(DESTROY).code()).isEqualTo(2);
    assertThat(run(DEPLOY, write("{\"instance\": \"a\"}").toString(), "--force").code())
        .isEqualTo(2);
  }

  /** In one sentence, and on standard error alone. */
  private static void assertRefused(Ended ended, String errors) {
    assertThat(ended).isEqualTo(new Ended(1, "", errors));
    assertThat(errors).containsOnlyOnce("\n").endsWith("\n");
  }

  private Path write(String config) throws IOException {
    return Files.writeString(folder.toRealPath().resolve("deployment.json"), config);
  }

  private Ended run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("bash").toString());
    command.add(SharedData.projectRoot().resolve("scripts").resolve(script).toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", programs.toString()));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }

  private static Optional<Path> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .map(each -> Path.of(each, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
