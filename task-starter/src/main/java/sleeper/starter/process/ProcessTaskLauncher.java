package sleeper.starter.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sleeper.starter.Launch;
import sleeper.starter.TaskLauncher;

/**
 * Ingest tasks as child processes of this one, which they outlive. A folder has two files for each:
 * {@code task-N.log} with all that it prints, which is kept, and {@code task-N.process} with what
 * tells it from other processes, as long as it runs; by it another launcher for the same folder
 * counts it too.
 *
 * <p>Should this process be killed between starting a task and writing that down, or the disk be
 * full, the task runs uncounted, and one task too many may be started. The folder belongs to one
 * machine or container: tasks of another would be taken for ended.
 */
public final class ProcessTaskLauncher implements TaskLauncher {

  private final List<String> command;
  private final TaskFolder folder;

  /**
   * Launches by a command.
   *
   * @param command the program and its arguments; tasks have the environment and the working folder
   *     of this process, and no input
   * @param folder where to write about tasks; made if it is not there
   */
  public ProcessTaskLauncher(List<String> command, Path folder) {
    this.command = List.copyOf(command);
    this.folder = new TaskFolder(folder);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("A command has at least a program");
    }
  }

  @Override
  public int runningTasks() throws IOException {
    return folder.countRunning();
  }

  @Override
  public Launch launch(int tasks) {
    if (tasks < 0) {
      throw new IllegalArgumentException("A number of tasks is not negative: tasks=" + tasks);
    }
    for (int started = 0; started < tasks; started++) {
      try {
        launchOne();
      } catch (IOException e) {
        String failure =
            "An ingest task cannot be started by %s: %s".formatted(command.get(0), e.getMessage());
        return new Launch(started, List.of(failure));
      }
    }
    return Launch.of(tasks);
  }

  private void launchOne() throws IOException {
    Path log = folder.newLog();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      Files.delete(log);
      throw e;
    }
    process.getOutputStream().close();
    folder.write(log, process.pid());
  }
}
