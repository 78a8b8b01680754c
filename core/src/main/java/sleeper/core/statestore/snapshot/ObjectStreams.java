package sleeper.core.statestore.snapshot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** Objects as streams of bytes. Closing a stream leaves its object open. */
final class ObjectStreams {

  private static final int BUFFER_BYTES = 1 << 16;

  private ObjectStreams() {}

  static InputStream read(ReadableObject object) {
    return new BufferedInputStream(new ObjectInput(object), BUFFER_BYTES);
  }

  static OutputStream write(ObjectWriter object) {
    return new BufferedOutputStream(new ObjectOutput(object), BUFFER_BYTES);
  }

  private static final class ObjectInput extends InputStream {

    private final ReadableObject object;
    private long position;

    private ObjectInput(ReadableObject object) {
      this.object = object;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = (int) Math.min(length, object.length() - position);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      object.readFully(position, target, offset, count);
      position += count;
      return count;
    }
  }

  private static final class ObjectOutput extends OutputStream {

    private final ObjectWriter object;

    private ObjectOutput(ObjectWriter object) {
      this.object = object;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      object.write(source, offset, length);
    }
  }
}
