package sleeper.instance.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import sleeper.core.error.InvalidInput;

/** Where an instance keeps what in its folder. */
final class InstanceFolder {

  private static final String DATABASE = "instance.db";

  private final Path root;

  InstanceFolder(Path path) {
    root = path.toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  Path database() {
    return root.resolve(DATABASE);
  }

  Path data() {
    return root.resolve("data");
  }

  /** Where jobs spill rows. */
  Path spill() {
    return root.resolve("tmp");
  }

  /** Makes the folder, unless it is there; the database tells whether it is an instance already. */
  void make() {
    requireNoFileInTheWay();
    try {
      Files.createDirectories(data());
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "No instance can be made in folder %s: %s".formatted(root, e.getMessage()), e));
    }
  }

  void requireInstance() {
    if (!Files.isRegularFile(database())) {
      throw new InvalidInput(
          "There is no instance in folder "
              + root
              + "; make one with sleeper init, or name another folder with --dir or SLEEPER_DIR");
    }
  }

  private void requireNoFileInTheWay() {
    for (Path path = data(); path != null; path = path.getParent()) {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new InvalidInput(
            "No instance can be made in %s: %s is not a folder".formatted(root, path));
      }
    }
  }
}
