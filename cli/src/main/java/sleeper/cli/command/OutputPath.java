package sleeper.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import sleeper.core.error.InvalidInput;

/** Checks a file that is to be written before the work for it is done. */
public final class OutputPath {

  private OutputPath() {}

  /**
   * The path itself.
   *
   * @throws InvalidInput if it is a folder, or its folder is not there or cannot be written to
   */
  public static Path of(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new InvalidInput("Path " + file + " is a folder; name a file in it");
    } else if (folder != null && !Files.isDirectory(folder)) {
      throw new InvalidInput("There is no folder " + folder + " for file " + file.getFileName());
    } else if (folder != null && !Files.exists(file) && !Files.isWritable(folder)) {
      throw new InvalidInput("There is no permission to write to folder " + folder);
    }
    return file;
  }
}
