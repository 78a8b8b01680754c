package sleeper.parquet.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ReadableObject;

/** An object as parquet-java wants a file, for footers and indexes. */
final class ObjectInputFile implements InputFile {

  private static final int BUFFER_BYTES = 8 * 1024;

  private final ReadableObject object;
  private byte[] end = new byte[0];
  private @Nullable IOException failure;

  ObjectInputFile(ReadableObject object) {
    this.object = object;
  }

  @Override
  public long getLength() {
    return object.length();
  }

  /** Reads the last bytes of the object, which are given from memory from now on. */
  byte[] keepEnd(int bytes) throws IOException {
    byte[] last = new byte[bytes];
    object.readFully(object.length() - bytes, last, 0, bytes);
    end = last;
    return last;
  }

  /** Gives back the memory of {@link #keepEnd}. */
  void forgetEnd() {
    end = new byte[0];
  }

  @Override
  public SeekableInputStream newStream() {
    return new ObjectStream(new BufferedReads());
  }

  /** Throws what went wrong when the object was read, if that is why its reader failed. */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  private void read(long position, byte[] target, int offset, int length) throws IOException {
    long inEnd = position - (object.length() - end.length);
    if (inEnd >= 0) {
      System.arraycopy(end, (int) inEnd, target, offset, length);
      return;
    }
    try {
      object.readFully(position, target, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public String toString() {
    return object.name();
  }

  private static final class ObjectStream extends DelegatingSeekableInputStream {

    private final BufferedReads reads;

    ObjectStream(BufferedReads reads) {
      super(reads);
      this.reads = reads;
    }

    @Override
    public long getPos() {
      return reads.position();
    }

    @Override
    public void seek(long position) throws IOException {
      reads.seek(position);
    }
  }

  private final class BufferedReads extends InputStream {

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferStart;
    private int index;
    private int limit;

    long position() {
      return bufferStart + index;
    }

    void seek(long position) throws IOException {
      if (position < 0 || position > object.length()) {
        throw new EOFException(
            "Position %d is not in %s of %d bytes"
                .formatted(position, object.name(), object.length()));
      }
      bufferStart = position;
      index = 0;
      limit = 0;
    }

    @Override
    public int read() throws IOException {
      if (index == limit && !fill()) {
        return -1;
      }
      return buffer[index++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (index == limit && length >= BUFFER_BYTES) {
        return readDirectly(target, offset, length);
      }
      if (index == limit && !fill()) {
        return -1;
      }
      int copied = Math.min(length, limit - index);
      System.arraycopy(buffer, index, target, offset, copied);
      index += copied;
      return copied;
    }

    private int readDirectly(byte[] target, int offset, int length) throws IOException {
      long position = position();
      int count = (int) Math.min(length, object.length() - position);
      if (count <= 0) {
        return -1;
      }
      ObjectInputFile.this.read(position, target, offset, count);
      seek(position + count);
      return count;
    }

    private boolean fill() throws IOException {
      long position = position();
      int count = (int) Math.min(BUFFER_BYTES, object.length() - position);
      if (count <= 0) {
        return false;
      }
      ObjectInputFile.this.read(position, buffer, 0, count);
      bufferStart = position;
      index = 0;
      limit = count;
      return true;
    }
  }
}
