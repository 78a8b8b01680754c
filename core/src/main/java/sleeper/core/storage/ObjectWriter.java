package sleeper.core.storage;

import java.io.IOException;

/**
 * A new object being written, from start to end, by one thread.
 *
 * <p>{@link #commit} makes it appear, whole, durable and under its name; until then nobody can see
 * it. {@link #close} without a commit leaves nothing behind.
 */
public interface ObjectWriter extends AutoCloseable {

  /** Appends bytes; the array is the caller's again on return. */
  void write(byte[] source, int offset, int length) throws IOException;

  /** How many bytes have been appended. */
  long position();

  /**
   * Publishes the object durably.
   *
   * @throws java.nio.file.FileAlreadyExistsException if an object of that name exists; it is left
   *     as it was
   * @throws IOException if the object could not be made durable; it is not there then
   */
  void commit() throws IOException;

  /** Abandons the object unless it was committed. Never throws away a committed one. */
  @Override
  void close() throws IOException;
}
