package sleeper.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Remembers what went wrong in writing, because a print stream keeps it to itself. */
final class CheckedStream extends OutputStream {

  private final OutputStream target;
  private @Nullable IOException failure;

  CheckedStream(OutputStream target) {
    this.target = target;
  }

  /** Throws what went wrong, if anything did. */
  void check() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }
}
