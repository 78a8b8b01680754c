package sleeper.ingest.sort;

import java.util.Arrays;

/**
 * Sorts 64-bit keys, unsigned and stable, and carries row numbers along.
 *
 * <p>Only as many of the leading bits are sorted by radix as it takes to tell about that many rows
 * apart: from the last digit up where the rows fit the processor's cache, one digit from the first
 * where they do not. What these bits leave equal is sorted by the bits that remain, by insertion
 * once it is few.
 */
final class RadixSort {

  private static final int INSERTION = 24;
  private static final int CACHED = 1 << 17;
  private static final int LARGE_DIGIT = 8;
  private static final int DIGIT = 11;
  private static final int SPARE_BITS = 3;

  private final int[] counts = new int[1 << DIGIT];
  private long[] keys = new long[0];
  private int[] rows = new int[0];

  /** The bytes of the arrays that sorting so many rows takes, besides those being sorted. */
  static long bytes(long rows) {
    return rows * (Long.BYTES + Integer.BYTES);
  }

  /** The bytes that are held. */
  long allocatedBytes() {
    return bytes(keys.length);
  }

  /** Sorts a range by the lowest {@code bits} bits of the keys; higher ones are zero. */
  void sort(long[] sortedKeys, int[] sortedRows, int from, int to, int bits) {
    if (keys.length < to) {
      keys = new long[to];
      rows = new int[to];
    }
    sortRange(sortedKeys, sortedRows, from, to, bits);
  }

  private void sortRange(long[] k, int[] r, int from, int to, int bits) {
    int count = to - from;
    if (count <= INSERTION) {
      insert(k, r, from, to);
      return;
    }
    if (bits == 0 || isSorted(k, from, to)) {
      return;
    }
    int used;
    if (count > CACHED) {
      used = Math.min(bits, LARGE_DIGIT);
      pass(k, r, keys, rows, from, to, bits - used, used);
      System.arraycopy(keys, from, k, from, count);
      System.arraycopy(rows, from, r, from, count);
    } else {
      used = sortLeadingBits(k, r, from, to, bits);
    }
    if (used < bits) {
      sortRuns(k, r, from, to, bits - used);
    }
  }

  /** Sorts by as many leading bits as are useful, last digit first; how many those were. */
  private int sortLeadingBits(long[] k, int[] r, int from, int to, int bits) {
    int useful = Integer.SIZE - Integer.numberOfLeadingZeros(to - from) + SPARE_BITS;
    int passes = (Math.min(bits, useful) + DIGIT - 1) / DIGIT;
    int digit = Math.min((useful + passes - 1) / passes, DIGIT);
    int used = Math.min(bits, passes * digit);
    boolean swapped = false;
    for (int done = 0; done < used; done += digit) {
      int width = Math.min(digit, used - done);
      int shift = bits - used + done;
      if (swapped) {
        pass(keys, rows, k, r, from, to, shift, width);
      } else {
        pass(k, r, keys, rows, from, to, shift, width);
      }
      swapped = !swapped;
    }
    if (swapped) {
      System.arraycopy(keys, from, k, from, to - from);
      System.arraycopy(rows, from, r, from, to - from);
    }
    return used;
  }

  private void pass(
      long[] k, int[] r, long[] outK, int[] outR, int from, int to, int shift, int width) {
    int values = 1 << width;
    Arrays.fill(counts, 0, values, 0);
    count(k, from, to, shift, values - 1, counts);
    int start = from;
    for (int i = 0; i < values; i++) {
      int next = start + counts[i];
      counts[i] = start;
      start = next;
    }
    scatter(k, r, outK, outR, from, to, shift, values - 1, counts);
  }

  private static void count(long[] k, int from, int to, int shift, int mask, int[] counts) {
    for (int i = from; i < to; i++) {
      counts[(int) (k[i] >>> shift) & mask]++;
    }
  }

  private static void scatter(
      long[] k, int[] r, long[] outK, int[] outR, int from, int to, int shift, int mask, int[] at) {
    for (int i = from; i < to; i++) {
      long key = k[i];
      int target = at[(int) (key >>> shift) & mask]++;
      outK[target] = key;
      outR[target] = r[i];
    }
  }

  /** Sorts what is equal above the remaining bits. */
  private void sortRuns(long[] k, int[] r, int from, int to, int bits) {
    int start = from;
    while (start < to) {
      int end = runEnd(k, start, to, bits);
      if (end - start > 1) {
        sortRange(k, r, start, end, bits);
      }
      start = end;
    }
  }

  private static int runEnd(long[] k, int start, int to, int bits) {
    long leading = k[start] >>> bits;
    int end = start + 1;
    while (end < to && k[end] >>> bits == leading) {
      end++;
    }
    return end;
  }

  private static boolean isSorted(long[] k, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (Long.compareUnsigned(k[i - 1], k[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  private static void insert(long[] k, int[] r, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long key = k[i];
      int row = r[i];
      int at = i - 1;
      while (at >= from && Long.compareUnsigned(k[at], key) > 0) {
        k[at + 1] = k[at];
        r[at + 1] = r[at];
        at--;
      }
      k[at + 1] = key;
      r[at + 1] = row;
    }
  }
}
