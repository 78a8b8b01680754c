package sleeper.core.storage;

/**
 * Bytes of an object.
 *
 * @param start the position of the first
 * @param end the position after the last
 */
public record ByteRange(long start, long end) {

  public ByteRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "No range of bytes: start=%d, end=%d".formatted(start, end));
    }
  }

  /** How many bytes there are. */
  public long length() {
    return end - start;
  }
}
