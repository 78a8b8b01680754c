package sleeper.cli.query;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A file's stream whose errors name the file. */
final class NamedStream extends OutputStream {

  private final OutputStream file;
  private final Path name;

  NamedStream(OutputStream file, Path name) {
    this.file = file;
    this.name = name;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      file.write(bytes, offset, length);
    } catch (IOException e) {
      throw new IOException("Could not write file " + name + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
