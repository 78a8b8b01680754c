package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The spill file that this process has open, which has no name but one for the kernel. */
final class SpilledFile {

  private SpilledFile() {}

  static void truncate() throws IOException {
    try (RandomAccessFile file = open()) {
      file.setLength(file.length() / 2);
    }
  }

  static void flipOneBit() throws IOException {
    try (RandomAccessFile file = open()) {
      long place = file.length() / 2;
      file.seek(place);
      int old = file.read();
      file.seek(place);
      file.write(old ^ 1);
    }
  }

  /** How many bytes are in it. */
  static long bytes() throws IOException {
    try (RandomAccessFile file = open()) {
      return file.length();
    }
  }

  private static RandomAccessFile open() throws IOException {
    Path spill = find();
    assertThat(spill).as("the spill file, which must be open").isNotNull();
    return new RandomAccessFile(spill.toFile(), "rw");
  }

  private static Path find() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (target(file).contains(".spill")) {
          return file;
        }
      }
    }
    return null;
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      return "";
    }
  }
}
