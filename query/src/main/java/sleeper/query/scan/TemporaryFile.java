package sleeper.query.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;
import sleeper.query.parquet.StreamObjectWriter;

/**
 * A file that is written once, then read, and is gone when it is closed; where the system lets open
 * files be deleted, even when the process is killed.
 */
final class TemporaryFile implements ReadableObject {

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static TemporaryFile create(Path folder) throws IOException {
    Path path = createIn(folder);
    return new TemporaryFile(
        path,
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  /** A folder that is gone must not look like a data file that is gone. */
  private static Path createIn(Path folder) throws IOException {
    try {
      return Files.createTempFile(Files.createDirectories(folder), "sleeper-query-", ".parquet");
    } catch (IOException e) {
      throw new IOException(
          "A query that merges many files needs the temporary folder %s, which cannot be used: %s"
              .formatted(folder, e),
          e);
    }
  }

  /** Writes from the beginning; reading is for when it is done. */
  ObjectWriter writer() {
    return new StreamObjectWriter(Channels.newOutputStream(channel));
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public long length() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position() - offset) < 0) {
        throw new EOFException("Temporary file %s was cut short".formatted(path));
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
