package sleeper.starter.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sleeper.core.ingest.LocalRunOwner;

/** The files about tasks that are processes of this machine, or of this container. */
final class TaskFolder {

  private static final Pattern LOG = Pattern.compile("task-(\\d{1,9})\\.log");
  private static final Pattern PROCESS = Pattern.compile("task-\\d{1,9}\\.process");

  private final Path folder;
  private final LocalRunOwner processes = new LocalRunOwner();

  TaskFolder(Path folder) {
    this.folder = folder;
  }

  /** How many of the processes run; the files of those that have ended are deleted. */
  int countRunning() throws IOException {
    int running = 0;
    for (Path file : files(PROCESS)) {
      if (runs(file)) {
        running++;
      } else {
        Files.deleteIfExists(file);
      }
    }
    return running;
  }

  /** Makes an empty file for what a new task prints. */
  Path newLog() throws IOException {
    Files.createDirectories(folder);
    int number = files(LOG).stream().mapToInt(TaskFolder::numberOf).max().orElse(0) + 1;
    while (true) {
      try {
        return Files.createFile(folder.resolve("task-" + number + ".log"));
      } catch (FileAlreadyExistsException anotherLauncherWasFaster) {
        number++;
      }
    }
  }

  /** Writes down, at once as a whole, which process prints to a log. */
  void write(Path log, long pid) throws IOException {
    String name = log.getFileName().toString().replace(".log", ".process");
    Path part = folder.resolve(name + ".part");
    Files.writeString(part, pid + "\n" + processes.nameOf(pid) + "\n");
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Process ids are used again: the name has the start as well, where the system tells it. */
  private boolean runs(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() == 2 && runs(Long.parseLong(lines.get(0)), lines.get(1));
    } catch (NoSuchFileException | NumberFormatException goneOrNotOurs) {
      return false;
    }
  }

  private boolean runs(long pid, String name) {
    return processes.nameOf(pid).equals(name)
        && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private List<Path> files(Pattern names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> names.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  private static int numberOf(Path log) {
    Matcher matcher = LOG.matcher(log.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
