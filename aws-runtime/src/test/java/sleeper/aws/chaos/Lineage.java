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
  private final Surroundings surroundings;
  private @Nullable Process process;
  private int started;

  /**
   * What all processes of a test have around them.
   *
   * @param jvm starts them
   * @param arguments plan and instance, as {@link ChaosProcess} takes them
   * @param logs the folder of what they say
   * @param environment variables that lead to the servers
   */
  record Surroundings(
      ChaosJvm jvm, List<String> arguments, Path logs, Map<String, String> environment) {}

  /**
   * Processes that have not been started.
   *
   * @param kind what they are, as {@link ChaosProcess} takes it, and for the names of their logs a
   *     dash and a number
   */
  Lineage(String kind, Surroundings surroundings) {
    this.kind = kind;
    this.surroundings = surroundings;
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
    List<String> command =
        surroundings.jvm().command(kind.replaceAll("-.*", ""), surroundings.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(surroundings.environment());
    Files.createDirectories(surroundings.logs());
    return builder.redirectErrorStream(true).redirectOutput(Redirect.to(log().toFile())).start();
  }

  private Path log() {
    return surroundings.logs().resolve("%s-%d.log".formatted(kind, started));
  }
}
