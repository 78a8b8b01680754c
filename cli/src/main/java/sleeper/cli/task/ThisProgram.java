package sleeper.cli.task;

import java.nio.file.Path;
import java.util.List;

/** How another process is started that runs this program. */
final class ThisProgram {

  /** Set by the script that started this process. */
  private static final String LAUNCHER = "sleeper.launcher";

  private ThisProgram() {}

  /** The words before the arguments: the script, else this Java with these classes. */
  static List<String> command() {
    String launcher = System.getProperty(LAUNCHER, "");
    if (!launcher.isEmpty()) {
      return List.of(launcher);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "sleeper.cli.SleeperCommand");
  }
}
