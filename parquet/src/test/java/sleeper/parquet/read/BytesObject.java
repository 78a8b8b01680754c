package sleeper.parquet.read;

import java.io.EOFException;
import sleeper.core.storage.ReadableObject;

/** A file in memory that counts what is read of it. */
final class BytesObject implements ReadableObject {

  private final byte[] bytes;
  private long bytesRead;

  BytesObject(byte[] bytes) {
    this.bytes = bytes;
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public String name() {
    return "test.parquet";
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws EOFException {
    if (position < 0 || position > bytes.length - length) {
      throw new EOFException("no bytes at " + position);
    }
    bytesRead += length;
    System.arraycopy(bytes, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}
