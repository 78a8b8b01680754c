package sleeper.storage.local;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import sleeper.core.storage.ReadableObject;

/** A file opened for positional reads. */
final class LocalReadableObject implements ReadableObject {

  private final String name;
  private final FileChannel channel;
  private final long length;

  private LocalReadableObject(String name, FileChannel channel, long length) {
    this.name = name;
    this.channel = channel;
    this.length = length;
  }

  static LocalReadableObject open(Path path, String name) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new LocalReadableObject(name, channel, channel.size());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
    long next = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, next);
      if (read < 0) {
        throw new EOFException(
            "File "
                + name
                + " ends at byte "
                + next
                + ", before the "
                + count
                + " bytes that were to be read from byte "
                + position);
      }
      next += read;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
