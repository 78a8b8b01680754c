package sleeper.aws.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The spill files that this process has open, which have no name but one for the kernel. */
final class OpenSpills {

  private OpenSpills() {}

  /** How many bytes are in them. */
  static long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        bytes += spilled(file);
      }
    }
    return bytes;
  }

  private static long spilled(Path file) throws IOException {
    try {
      return Files.readSymbolicLink(file).toString().contains(".spill") ? Files.size(file) : 0;
    } catch (NoSuchFileException closedMeanwhile) {
      return 0;
    }
  }
}
