package sleeper.cli.command;

import java.nio.file.Path;
import java.util.Map;
import sleeper.cli.terminal.Terminal;

/**
 * What surrounds a command.
 *
 * @param terminal where it writes
 * @param environment the environment variables
 * @param workingFolder where relative paths start
 */
public record CommandContext(
    Terminal terminal, Map<String, String> environment, Path workingFolder) {

  /** That of this process. */
  public static CommandContext system() {
    Map<String, String> environment = System.getenv();
    return new CommandContext(
        Terminal.system(environment), environment, Path.of("").toAbsolutePath());
  }

  /** The absolute path that a path on the command line means. */
  public Path resolve(Path path) {
    return workingFolder.resolve(path).normalize();
  }

  /** The same for text, which may also name an object in S3. */
  public String resolve(String path) {
    return isInBucket(path) ? path : resolve(Path.of(path)).toString();
  }

  /** Whether a path on the command line is one in S3. */
  public static boolean isInBucket(String path) {
    return path.startsWith("s3://") || path.startsWith("s3a://");
  }
}
