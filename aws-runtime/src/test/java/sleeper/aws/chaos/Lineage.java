package sleeper.aws.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One {@link ChaosProcess} after another: whenever one dies, the next is started. */
final class Lineage implements AutoCloseable {

  private static final int SIGKILL_EXIT = 128 + 9;
  private static final int END_SECONDS = 60;

  private final String kind;
  private final List<String> arguments;
  private final Path logs;
  private final Map<String, String> environment;
  private @Nullable Process process;
  private int started;

  /**
   * Processes that have not been started.
   *
   * @param kind what they are, as {@link ChaosProcess} takes it, and for names of logs a dash and a
   *     number
   */
  Lineage(String kind, List<String> arguments, Path logs, Map<String, String> environment) {
    this.kind = kind;
    this.arguments = List.copyOf(arguments);
    this.logs = logs;
    this.environment = Map.copyOf(environment);
  }

  /** Starts a process if none is running. */
  void keepAlive() throws IOException {
    Process last = process;
    if (last == null || !last.isAlive()) {
      if (last != null) {
        checkExit(last.exitValue());
      }
      process = start();
    }
  }

  /** Kills the process with SIGKILL, if one is running. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor();
    }
  }

  /** How many were started. */
  int started() {
    return started;
  }

  /** Lets the process end, and checks that it was not interrupted in something that takes long. */
  void end() throws IOException, InterruptedException {
    Process running = process;
    if (running == null) {
      return;
    }
    running.getOutputStream().close();
    if (!running.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("A process does not end: log=" + log());
    }
    checkExit(running.exitValue());
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private void checkExit(int exit) {
    if (exit != 0 && exit != KillPlan.EXIT && exit != SIGKILL_EXIT) {
      throw new AssertionError("A process failed: exit=%d, log=%s".formatted(exit, log()));
    }
  }

  private Process start() throws IOException {
    started++;
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Dlogback.configurationFile=chaos-logback.xml",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            classPath,
            ChaosProcess.class.getName(),
            kind.replaceAll("-.*", ""));
    builder.command().addAll(arguments);
    builder.environment().putAll(environment);
    Files.createDirectories(logs);
    return builder.redirectErrorStream(true).redirectOutput(Redirect.to(log().toFile())).start();
  }

  private Path log() {
    return logs.resolve("%s-%d.log".formatted(kind, started));
  }
}
