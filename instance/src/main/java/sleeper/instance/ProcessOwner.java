package sleeper.instance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.RunOwner;

/**
 * This process, among those that have had the instance open. On Linux, where the boot and the
 * process namespace have names, it can tell that another process on the same machine is dead;
 * elsewhere, and about other machines, nobody can.
 *
 * <p>Names have the form {@code <host>|<boot>|<namespace>|<process id>|<start in milliseconds>}.
 */
final class ProcessOwner implements RunOwner {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String UNKNOWN = "?";

  /** The fields before those of the process itself. */
  private static final int MACHINE_FIELDS = 3;

  private final List<String> machine;
  private final String self;

  private ProcessOwner(List<String> machine) {
    this.machine = machine;
    ProcessHandle process = ProcessHandle.current();
    self = String.join("|", machine) + "|" + process.pid() + "|" + startMillis(process);
  }

  static ProcessOwner ofThisProcess() {
    return new ProcessOwner(List.of(hostname(), boot(), namespace()));
  }

  @Override
  public String self() {
    return self;
  }

  @Override
  public boolean isDead(String owner) {
    List<String> fields = List.of(owner.split("\\|", -1));
    if (fields.size() != MACHINE_FIELDS + 2
        || !fields.subList(0, MACHINE_FIELDS).equals(machine)
        || machine.contains(UNKNOWN)) {
      return false;
    }
    try {
      return isGone(Long.parseLong(fields.get(MACHINE_FIELDS)), fields.get(MACHINE_FIELDS + 1));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Also where another process has been given the id since. */
  private static boolean isGone(long id, String startMillis) {
    Optional<ProcessHandle> process = ProcessHandle.of(id);
    if (process.isEmpty() || !process.get().isAlive()) {
      return true;
    }
    String found = startMillis(process.get());
    return !found.equals(UNKNOWN) && !startMillis.equals(UNKNOWN) && !found.equals(startMillis);
  }

  private static String startMillis(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(Instant::toEpochMilli)
        .map(String::valueOf)
        .orElse(UNKNOWN);
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName().replace("|", "_");
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }

  private static String boot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  private static String namespace() {
    try {
      return Files.readSymbolicLink(NAMESPACE).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return UNKNOWN;
    }
  }
}
