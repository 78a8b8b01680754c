package sleeper.benchmarks.kernels;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** An object in memory: written once, then read, so that no file system is inside a measurement. */
final class MemoryObject implements ObjectWriter, ReadableObject {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private byte[] content = new byte[0];

  @Override
  public void write(byte[] source, int offset, int length) {
    written.write(source, offset, length);
  }

  @Override
  public long position() {
    return written.size();
  }

  @Override
  public void commit() {
    content = written.toByteArray();
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public long length() {
    return content.length;
  }

  @Override
  public void readFully(long position, byte[] target, int offset, int length) throws EOFException {
    if (position + length > content.length) {
      throw new EOFException("The object has " + content.length + " bytes");
    }
    System.arraycopy(content, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}
