package sleeper.parquet.write;

import java.util.Arrays;

/** Bytes of a page while it is made; grows, and is used again for the next page. */
final class PageBuffer {

  /** How far kernels may write behind what they reserved, so that they can write whole words. */
  static final int SLACK = 64;

  private byte[] bytes = new byte[1 << 16];
  private int size;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void setSize(int size) {
    this.size = size;
  }

  void clear() {
    size = 0;
  }

  /**
   * Makes room for more bytes, plus {@link #SLACK}, and returns the array.
   *
   * @throws IllegalStateException if the page would outgrow an array
   */
  byte[] reserve(long more) {
    long needed = size + more + SLACK;
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException(
          "A page does not fit in memory: bytes=" + needed + "; its values are too large");
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(1L << 30, 2L * bytes.length)));
    }
    return bytes;
  }

  long allocatedBytes() {
    return bytes.length;
  }
}
