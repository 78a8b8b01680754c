package sleeper.core.storage;

import java.io.IOException;

/**
 * An object or file opened for reading at any place.
 *
 * <p>Reads are positional and thread-safe. The opener closes it.
 */
public interface ReadableObject extends AutoCloseable {

  /** The name to show people: the path or URL as they know it. */
  String name();

  /** The size in bytes when it was opened. */
  long length();

  /**
   * Reads exactly {@code length} bytes that start at {@code position} into {@code target}.
   *
   * @throws java.io.EOFException if the object ends before
   * @throws IOException if reading fails
   */
  void readFully(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Whether each read takes long to begin, so that a reader should say what it {@linkplain #expect
   * expects} to read and then may read it in small pieces.
   */
  default boolean isRemote() {
    return false;
  }

  /**
   * Says what will be read next, for a remote object to fetch neighbours at once and ahead. A hint:
   * any read may follow. It takes the place of the one before, whose bytes need not be kept.
   */
  default void expect(ExpectedReads reads) {}

  @Override
  void close() throws IOException;
}
