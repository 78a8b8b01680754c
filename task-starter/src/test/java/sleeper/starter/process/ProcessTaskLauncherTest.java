package sleeper.starter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.starter.Launch;
import sleeper.starter.TaskLauncher;
import sleeper.starter.TaskLauncherContract;

@DisabledOnOs(OS.WINDOWS)
class ProcessTaskLauncherTest extends TaskLauncherContract {

  @TempDir private Path temporary;

  @Override
  protected TaskLauncher launcher() {
    return launcher("sleep", "60");
  }

  @Override
  protected void endOneTask() throws IOException {
    try (Stream<ProcessHandle> tasks = tasks()) {
      assertThat(tasks.findFirst().orElseThrow().destroy()).isTrue();
    }
  }

  @AfterEach
  void endTasks() throws IOException {
    try (Stream<ProcessHandle> tasks = tasks()) {
      tasks.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void shouldKeepWhatTasksPrintInAFileForEach() throws IOException {
    TaskLauncher launcher = launcher("sh", "-c", "echo out; echo err >&2");
    launcher.launch(2);
    awaitNone(launcher);
    launcher.launch(1);
    awaitNone(launcher);

    for (int task = 1; task <= 3; task++) {
      assertThat(folder().resolve("task-" + task + ".log")).hasContent("out\nerr");
    }
    assertThat(files("process")).isEmpty();
  }

  @Test
  void shouldGiveTasksNoInput() throws IOException {
    TaskLauncher launcher = launcher("cat");
    launcher.launch(1);

    awaitNone(launcher);
  }

  @Test
  void shouldSayThatTheProgramIsNotThere() throws IOException {
    Launch launch = launcher("no-such-program").launch(3);

    assertThat(launch.started()).isZero();
    assertThat(launch.failures())
        .singleElement()
        .asString()
        .startsWith("An ingest task cannot be started by no-such-program: ");
    assertThat(files("log")).isEmpty();
  }

  @Test
  void shouldNotTakeAnotherProcessOfTheSameIdForATask() throws IOException {
    TaskLauncher launcher = launcher();
    launcher.launch(1);
    Path file = files("process").get(0);
    List<String> lines = Files.readAllLines(file);

    Files.write(file, List.of(lines.get(0), lines.get(1) + "0"));

    assertThat(launcher.runningTasks()).isZero();
    endTask(lines);
  }

  @Test
  void shouldCountNothingForFilesThatAreNotOfTasks() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("task-1.process"), "nonsense");
    Files.writeString(folder().resolve("task-2.process"), "one\ntwo\n");
    Files.writeString(folder().resolve("notes.txt"), "mine");

    assertThat(launcher().runningTasks()).isZero();
    assertThat(folder().resolve("notes.txt")).exists();
  }

  @Test
  void shouldRefuseNoCommand() {
    assertThatThrownBy(this::launcherOfNothing).isInstanceOf(IllegalArgumentException.class);
  }

  private void launcherOfNothing() {
    launcher(new String[0]);
  }

  private TaskLauncher launcher(String... command) {
    return new ProcessTaskLauncher(List.of(command), folder());
  }

  private Path folder() {
    return temporary.resolve("tasks");
  }

  private static void awaitNone(TaskLauncher launcher) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> launcher.runningTasks() == 0);
  }

  private Stream<ProcessHandle> tasks() throws IOException {
    return files("process").stream()
        .map(ProcessTaskLauncherTest::pid)
        .flatMap(pid -> ProcessHandle.of(pid).stream());
  }

  private static void endTask(List<String> lines) {
    ProcessHandle.of(Long.parseLong(lines.get(0))).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readAllLines(file).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files(String kind) throws IOException {
    if (!Files.exists(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith("." + kind)).sorted().toList();
    }
  }
}
