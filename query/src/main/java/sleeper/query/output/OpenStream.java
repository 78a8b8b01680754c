package sleeper.query.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The caller's stream, which writers that close theirs must leave open. */
final class OpenStream extends FilterOutputStream {

  OpenStream(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    out.write(source, offset, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
