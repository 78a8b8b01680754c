package sleeper.query.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import sleeper.core.storage.ObjectWriter;

/** Writes a file in place. */
final class FileObjectWriter implements ObjectWriter {

  private final OutputStream stream;
  private long position;

  FileObjectWriter(Path file) throws IOException {
    stream = new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    stream.write(source, offset, length);
    position += length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void commit() throws IOException {
    stream.close();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
