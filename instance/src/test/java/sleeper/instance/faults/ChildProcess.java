package sleeper.instance.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A {@link FaultProcess} in a JVM of its own, seen from the test that talks to it. */
final class ChildProcess implements AutoCloseable {

  private static final int EXIT_SECONDS = 30;

  private final Process process;
  private final BufferedReader answers;
  private final Writer words;
  private boolean ready;

  private ChildProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    words = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** Starts a process, without waiting until it is ready. */
  static ChildProcess start() throws IOException {
    return new ChildProcess(java());
  }

  /** Starts a process with further options of the JVM. */
  static ChildProcess startWith(String... options) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(command.size() - 1, List.of(options));
    return new ChildProcess(command);
  }

  /**
   * Starts a process that sees a disk of so many KiB in a folder, which nobody else sees.
   *
   * @throws org.opentest4j.TestAbortedException where this is not allowed
   */
  static ChildProcess startWithSmallDisk(Path folder, int kibibytes)
      throws IOException, InterruptedException {
    String mount = "mount -t tmpfs -o size=%dk tmpfs '%s'".formatted(kibibytes, folder);
    List<String> unshare = List.of("unshare", "--mount", "--map-root-user", "bash", "-c");
    List<String> trial = new ArrayList<>(unshare);
    trial.add(mount);
    Assumptions.assumeTrue(succeeds(trial), "no disk can be mounted here: skipped");
    List<String> command = new ArrayList<>(unshare);
    command.addAll(List.of(mount + " && exec \"$@\"", "bash"));
    command.addAll(java());
    return new ChildProcess(command);
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static List<String> java() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-cp",
        classPath,
        FaultProcess.class.getName());
  }

  void say(String line) throws IOException {
    if (!ready) {
      ready = true;
      expect("ready");
    }
    words.write(line + "\n");
    words.flush();
  }

  String answer() throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(FaultProcess.ANSWER)) {
        return line.substring(FaultProcess.ANSWER.length());
      }
    }
    throw new IOException("The process has ended: pid=" + process.pid());
  }

  String ask(String line) throws IOException {
    say(line);
    return answer();
  }

  /** Reads an answer that must be this one. */
  void expect(String expected) throws IOException {
    String answer = answer();
    if (!answer.equals(expected)) {
      throw new AssertionError("The process was to say: " + expected + "\nbut said: " + answer);
    }
  }

  void open(Path folder, long leaseMillis) throws IOException {
    say("open " + folder + " " + leaseMillis);
    expect("opened");
  }

  /** Lets it stop when it passes a point for the nth time. */
  void stopAt(String point, int times) throws IOException {
    say("stop " + point.replace(' ', '_') + " " + times);
    expect("will stop");
  }

  /** Waits until it has stopped at a point. */
  void awaitStop(String point) throws IOException {
    expect("at " + point.replace(' ', '_'));
  }

  void goOn() throws IOException {
    say("go on");
  }

  /** Lets no file of the process get larger, from now on. */
  void limitFiles(int bytes) throws IOException, InterruptedException {
    List<String> limit =
        List.of("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes);
    Assumptions.assumeTrue(succeeds(limit), "files cannot be limited here: skipped");
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("No such process: pid=" + process.pid());
    }
  }

  /** Kills it with SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** The most memory that it has had resident. */
  long peakResidentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("The kernel does not say: pid=" + process.pid());
  }

  /** The bytes of the spill files that it has open. */
  long spilledBytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      for (Path file : files.toList()) {
        if (Files.readSymbolicLink(file).toString().contains(".spill")) {
          bytes += Files.size(file);
        }
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (process.isAlive()) {
      words.close();
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    }
  }
}
