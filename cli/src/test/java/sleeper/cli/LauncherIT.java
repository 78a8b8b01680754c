package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.testing.SharedData;

/** The launcher as users start it: a child process, from another folder, through a link. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

  private static final Path LAUNCHER = SharedData.projectRoot().resolve("scripts/sleeper");
  private static final int TIMEOUT_SECONDS = 120;

  @TempDir private Path folder;
  private Path link;

  /** What a child process did. */
  private record Child(int code, String out, String err) {}

  @BeforeEach
  void linkToTheLauncher() throws IOException {
    link = Files.createSymbolicLink(folder.resolve("sleeper-link"), LAUNCHER.toRealPath());
  }

  @AfterEach
  void removeTheLink() throws IOException {
    Files.delete(link);
  }

  @Test
  void shouldDoTheMainJobFromAnyFolderThroughALink() throws Exception {
    assertThat(run("--version").out()).matches("(?s)sleeper \\d.*Java \\d.*");
    run("init");
    run("sample", "r.parquet", "--rows", "20000");
    run("table", "create", "readings", "--from", "r.parquet", "--row-key", "sensor");

    Child ingested = run("ingest", "readings", "r.parquet", "--memory", "64M");

    assertThat(ingested.out()).contains("Ingested 20,000 rows into readings");
    assertThat(ingested.err().lines())
        .as("no logs of libraries")
        .allMatch(line -> line.matches("(Reading|Read|Writing|Wrote|Committing) .*"));
    assertThat(run("query", "readings", "--count").out()).isEqualToIgnoringNewLines("20000");
  }

  @Test
  void shouldStartFromTheClassesThatTheBuildArchived() throws Exception {
    assertThat(run(Map.of("SLEEPER_JAVA_OPTS", "-Xlog:class+load"), "--version").out())
        .contains("sleeper.cli.SleeperCommand source: shared objects file (top)");
  }

  @Test
  void shouldDoWithoutAnArchiveThatThisJavaCannotUse() throws Exception {
    Child other = run(Map.of("SLEEPER_JAVA_OPTS", "-XX:-UseCompressedClassPointers"), "--version");
    assertThat(other.out()).startsWith("sleeper ");
    assertThat(other.err()).isEmpty();
    assertThat(run(Map.of("SLEEPER_JAVA_OPTS", "-XX:+UseParallelGC"), "--version").out())
        .as("flags of the user win")
        .startsWith("sleeper ");
  }

  @Test
  void shouldGiveTheShellTheExitCode() throws Exception {
    Child failed = finish(start("status"));

    assertThat(failed.code()).isEqualTo(3);
    assertThat(failed.err()).startsWith("error: There is no instance in folder ");
  }

  @Test
  void shouldEndQuietlyWhenNobodyReadsOn() throws Exception {
    makeTable(200000);
    prepare("ingest readings r.parquet");

    Process process = start("query", "readings");
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).startsWith("sensor,time,");
    }

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(141);
  }

  @Test
  void shouldAbandonTheJobOnInterrupt() throws Exception {
    makeTable(2000000);

    Process process = start("ingest", "readings", "r.parquet", "--job-id", "first");
    BufferedReader err = process.errorReader();
    assertThat(err.readLine()).startsWith("Reading 2,000,000 rows");
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

    // It may have come to writing by the time that the signal comes.
    assertThat(err.lines().filter(line -> !line.startsWith("Writing 2,000,000 rows")))
        .containsExactly("error: Interrupted; nothing was committed");
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(filesBelow("data")).isEmpty();
    assertThat(filesBelow("tmp")).isEmpty();
    assertThat(run("jobs", "--json").out()).isEqualToIgnoringWhitespace("[]");
    assertThat(run("ingest", "readings", "r.parquet", "--job-id", "first").out())
        .contains("Ingested 2,000,000 rows");
  }

  @Test
  void shouldGiveBackTheJobOfATaskThatIsAskedToEnd() throws Exception {
    makeTable(2000000);
    prepare("job send readings r.parquet --job-id first");

    Process process = start("task", "run", "--grace", "1");
    BufferedReader err = process.errorReader();
    assertThat(err.readLine()).startsWith("Task ").contains(" does jobs of ");
    awaitRunningJob();
    new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();

    assertThat(err.lines())
        .contains("Stopping; jobs that are not done in time are given back")
        .contains("↻ first  readings  given back, as this task stops");
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(filesBelow("data")).isEmpty();
    assertThat(run("task", "run", "--until-empty").out())
        .startsWith("Task ended: 1 finished; 2,000,000 rows added");
  }

  private void awaitRunningJob() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!prepare("jobs --unfinished --json").out().contains("\"running\"")) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private void makeTable(int rows) {
    prepare("init");
    prepare("sample r.parquet --rows " + rows);
    prepare("table create readings --from r.parquet --row-key sensor");
  }

  /** What is not looked at needs no process of its own. */
  private CommandRun prepare(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }

  @Test
  void shouldStartTasksThatOutliveTheCommand() throws Exception {
    makeTable(1000);
    prepare("job send readings r.parquet --job-id first");

    assertThat(run("task", "start", "--until-empty").out())
        .startsWith("Started 1 of 1 ingest tasks while 1 jobs waited");

    assertThat(run("jobs", "--job", "first", "--watch").out()).contains("1,000 of 1,000 rows");
  }

  private Child run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Child run(Map<String, String> environment, String... arguments) throws Exception {
    Child child = finish(start(environment, arguments));
    assertThat(child.code()).as(child.err()).isZero();
    return child;
  }

  private Process start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(link.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("SLEEPER_DIR");
    builder.environment().remove("SLEEPER_JAVA_OPTS");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Child finish(Process process) throws Exception {
    StringBuilder err = new StringBuilder();
    Thread reader =
        new Thread(
            () -> process.errorReader().lines().forEach(line -> err.append(line).append('\n')));
    reader.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    reader.join();
    return new Child(process.exitValue(), out, err.toString());
  }

  private List<Path> filesBelow(String name) throws IOException {
    Path below = folder.resolve(name);
    if (!Files.exists(below)) {
      return List.of();
    }
    try (var files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
