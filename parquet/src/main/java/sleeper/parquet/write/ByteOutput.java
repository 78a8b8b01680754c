package sleeper.parquet.write;

import java.io.IOException;
import java.io.OutputStream;
import sleeper.core.storage.ObjectWriter;

/** Gathers small writes into large ones for an object, and counts them. */
final class ByteOutput extends OutputStream {

  private final ObjectWriter object;
  private final byte[] buffer;
  private int buffered;
  private long position;

  /** Writes through a buffer, which is the output's until it is flushed for the last time. */
  ByteOutput(ObjectWriter object, byte[] buffer) {
    this.object = object;
    this.buffer = buffer;
  }

  long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    if (buffered == buffer.length) {
      flush();
    }
    buffer[buffered++] = (byte) value;
    position++;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (length > buffer.length - buffered) {
      flush();
    }
    if (length >= buffer.length) {
      object.write(source, offset, length);
    } else {
      System.arraycopy(source, offset, buffer, buffered, length);
      buffered += length;
    }
    position += length;
  }

  @Override
  public void flush() throws IOException {
    object.write(buffer, 0, buffered);
    buffered = 0;
  }
}
