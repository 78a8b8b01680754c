package sleeper.aws.task;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import sleeper.core.testing.SharedData;

/**
 * {@link IngestTaskMain} in a process of its own, as a container runs it: the libraries and options
 * of the image's folder, and only the modules of Java that the image has.
 */
final class TaskProcess implements AutoCloseable {

  private static final int EXIT_SECONDS = 60;

  private final Process process;
  private final Path log;

  private TaskProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a task.
   *
   * @param instance its only argument
   * @param environment further variables
   * @param log what it prints goes here
   */
  static TaskProcess start(String instance, Map<String, String> environment, Path log)
      throws IOException {
    Path image = SharedData.projectRoot().resolve("aws-runtime/target/image");
    assumeThat(image.resolve("lib")).as("the image's folder, which mvn package makes").exists();
    String modules = String.join(",", Files.readAllLines(image.resolve("java.modules")));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--limit-modules=" + modules,
                "@java.options",
                IngestTaskMain.class.getName(),
                instance));
    builder.directory(image.toFile()).environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
    return new TaskProcess(builder.start(), log);
  }

  /** Ends it as ECS does at first. */
  void terminate() {
    process.destroy();
  }

  /** Kills it with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  int awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The task does not end:\n" + log());
    }
    return process.exitValue();
  }

  /** What it has printed. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
