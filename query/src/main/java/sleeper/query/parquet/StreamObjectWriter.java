package sleeper.query.parquet;

import java.io.IOException;
import java.io.OutputStream;
import sleeper.core.storage.ObjectWriter;

/** The caller's stream as an object; committing flushes it. */
public final class StreamObjectWriter implements ObjectWriter {

  private final OutputStream stream;
  private long position;

  /** An object that is what is written to the stream. */
  public StreamObjectWriter(OutputStream stream) {
    this.stream = stream;
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
    stream.flush();
  }

  @Override
  public void close() {
    // The stream is the caller's.
  }
}
