package sleeper.ingest.columns;

/** Small loops that pick values of arrays by number. */
final class Gathers {

  private static final int SHORT_VALUE = 16;
  private static final int MEDIUM_VALUE = 32;

  private Gathers() {}

  static void longs(long[] source, int[] rows, int from, int to, long[] target, int at) {
    int shift = at - from;
    for (int i = from; i < to; i++) {
      target[i + shift] = source[rows[i]];
    }
  }

  static void ints(int[] source, int[] rows, int from, int to, int[] target, int at) {
    int shift = at - from;
    for (int i = from; i < to; i++) {
      target[i + shift] = source[rows[i]];
    }
  }

  static void bytes(byte[] source, int[] rows, int from, int to, byte[] target, int at) {
    int shift = at - from;
    for (int i = from; i < to; i++) {
      target[i + shift] = source[rows[i]];
    }
  }

  /** Where values picked by number end, if they start at an offset; the last is their total end. */
  static long ends(int[] offsets, int[] rows, int from, int to, int[] ends, int at) {
    long end = ends[at];
    int shift = at - from + 1;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      end += offsets[row + 1] - offsets[row];
      ends[i + shift] = (int) end;
    }
    return end;
  }

  /**
   * Copies values picked by number, one after another. Short ones are copied by whole words: both
   * arrays have room for it behind the last value, and what was written too far is overwritten by
   * the next value.
   */
  static void values(
      byte[] source, int[] offsets, int[] rows, int from, int to, byte[] target, int position) {
    int end = position;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int start = offsets[row];
      int length = offsets[row + 1] - start;
      copy(source, start, length, target, end);
      end += length;
    }
  }

  private static void copy(byte[] source, int start, int length, byte[] target, int end) {
    if (length <= SHORT_VALUE) {
      Words.copy(source, start, target, end);
      Words.copy(source, start + 8, target, end + 8);
    } else if (length <= MEDIUM_VALUE) {
      Words.copy(source, start, target, end);
      Words.copy(source, start + 8, target, end + 8);
      Words.copy(source, start + 16, target, end + 16);
      Words.copy(source, start + 24, target, end + 24);
    } else {
      System.arraycopy(source, start, target, end, length);
    }
  }
}
