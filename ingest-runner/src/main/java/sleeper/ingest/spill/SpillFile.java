package sleeper.ingest.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sleeper.core.error.CorruptData;

/**
 * A local file of bytes that do not fit into memory: appended to, then read at any place.
 *
 * <p>Its name is taken out of the folder as soon as it is open, so that not even a killed process
 * leaves it behind. One thread appends; reading is thread-safe.
 */
final class SpillFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final DiskBudget disk;
  private long length;

  private SpillFile(Path path, FileChannel channel, DiskBudget disk) {
    this.path = path;
    this.channel = channel;
    this.disk = disk;
  }

  /**
   * Makes an empty file in a folder.
   *
   * @throws IOException naming the folder if that fails
   */
  static SpillFile create(Path folder, DiskBudget disk) throws IOException {
    try {
      Path path = Files.createTempFile(folder, "sleeper-", ".spill");
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      Files.deleteIfExists(path);
      return new SpillFile(path, channel, disk);
    } catch (IOException e) {
      throw new IOException(
          "A spill file could not be made; choose a folder that can be written to: folder="
              + folder
              + ", cause="
              + e,
          e);
    }
  }

  /** Appends bytes; gives where they begin. */
  long append(ByteBuffer bytes) throws IOException {
    long start = length;
    disk.take(bytes.remaining());
    length += bytes.remaining();
    long position = start;
    try {
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "A spill file could not be written; free space on its disk or choose another folder:"
              + " file="
              + path
              + ", bytes="
              + length
              + ", cause="
              + e.getMessage(),
          e);
    }
    return start;
  }

  /**
   * Fills a buffer from a position on.
   *
   * @throws CorruptData if the file ends before
   */
  void read(long start, ByteBuffer target) throws IOException {
    long position = start;
    while (target.hasRemaining()) {
      int read = channel.read(target, position);
      if (read < 0) {
        throw new CorruptData(
            "A spill file is shorter than what was written to it: file="
                + path
                + ", expectedBytes="
                + length
                + ", actualBytes="
                + position);
      }
      position += read;
    }
  }

  /** How many bytes it has. */
  long length() {
    return length;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    disk.giveBack(length);
    length = 0;
    channel.close();
  }
}
