package sleeper.core.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows of dead processes on this machine, where the operating system is Linux; elsewhere of none.
 *
 * <p>A process is named by the machine's boot, its process id namespace (so that containers are not
 * taken for each other), its id and its start in clock ticks since the boot (ids are used again).
 * See proc(5). Thread-safe.
 */
public final class LocalRunOwner implements RunOwner {

  private static final char SEPARATOR = '/';

  private static final Logger LOG = LoggerFactory.getLogger(LocalRunOwner.class);

  /** Of the fields after the command's name: state, and start time (fields 3 and 22 in all). */
  private static final int STATE = 0;

  private static final int START_TIME = 19;

  private final Path processes;
  private final String scope;
  private final String self;

  /** Sees the processes that this one can see. */
  public LocalRunOwner() {
    this(Path.of("/proc"));
  }

  LocalRunOwner(Path processes) {
    this.processes = processes;
    this.scope = scope().orElse("");
    this.self = nameOf(ProcessHandle.current().pid());
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public boolean isDead(String owner) {
    if (scope.isEmpty() || !owner.startsWith(scope + SEPARATOR)) {
      return false;
    }
    String[] idAndStart = owner.substring(scope.length() + 1).split("/", -1);
    if (idAndStart.length != 2) {
      return false;
    }
    try {
      Optional<String> start = startOf(Long.parseLong(idAndStart[0]));
      return start.isEmpty() || !start.get().equals(idAndStart[1]);
    } catch (NumberFormatException | IOException nobodyCanTell) {
      return false;
    }
  }

  /**
   * The name of another process of this machine, as {@link #self} is there.
   *
   * @param pid its id; one that does not run has a name that is no running one's
   */
  public String nameOf(long pid) {
    try {
      Optional<String> start = scope.isEmpty() ? Optional.empty() : startOf(pid);
      if (start.isPresent()) {
        return scope + SEPARATOR + pid + SEPARATOR + start.get();
      }
    } catch (IOException e) {
      LOG.debug("Process {} cannot be read about below {}", pid, processes, e);
    }
    return "process" + SEPARATOR + pid;
  }

  /** Boot and namespace, unless processes of others are hidden from this one. */
  private Optional<String> scope() {
    try {
      if (startOf(1).isEmpty()) {
        return Optional.empty();
      }
      String boot = Files.readString(processes.resolve("sys/kernel/random/boot_id")).strip();
      Path namespace = Files.readSymbolicLink(processes.resolve("self/ns/pid"));
      return Optional.of(boot + SEPARATOR + namespace);
    } catch (IOException | UnsupportedOperationException notThere) {
      return Optional.empty();
    }
  }

  /**
   * When a process started, unless there is none of that id or it has ended.
   *
   * @throws IOException if that could not be found out, as where this process has too many files
   *     open
   */
  private Optional<String> startOf(long pid) throws IOException {
    try {
      String stat = Files.readString(processes.resolve(pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      boolean ended = fields.length <= START_TIME || "ZXx".contains(fields[STATE]);
      return ended ? Optional.empty() : Optional.of(fields[START_TIME]);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
