package sleeper.statestore.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link RunsProcess} in a JVM of its own, seen from the test that talks to it. */
final class ChildProcess implements AutoCloseable {

  private static final int EXIT_SECONDS = 30;

  private final Process process;
  private final BufferedReader answers;
  private final Writer words;

  ChildProcess(Path database, String tableId, long leaseMillis) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classPath,
                    RunsProcess.class.getName(),
                    database.toString(),
                    tableId,
                    Long.toString(leaseMillis)))
            .redirectError(Redirect.INHERIT)
            .start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    words = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  void say(String line) throws IOException {
    words.write(line + "\n");
    words.flush();
  }

  String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(RunsProcess.ANSWER)) {
        return line.substring(RunsProcess.ANSWER.length());
      }
    }
    throw new IOException("The process has ended: pid=" + process.pid());
  }

  String ask(String line) throws IOException {
    say(line);
    return answer();
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("No such process: pid=" + process.pid());
    }
  }

  void killAtOnce() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (process.isAlive()) {
      words.close();
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        killAtOnce();
      }
    }
  }
}
