package sleeper.ingest.sort;

import java.util.List;
import sleeper.parquet.block.Column;

/**
 * Sorts rows by their first columns, stable: rows with equal keys stay in the order in which they
 * are.
 *
 * <p>The arrays are kept for the next sort. Not thread-safe.
 */
public final class RowSorter {

  private static final int SMALL = 24;

  private final KeyPacker packer = new KeyPacker();
  private final RadixSort radix = new RadixSort();
  private long[] packed = new long[0];
  private int[] rows = new int[0];

  /** The bytes of memory that sorting so many rows takes. */
  public static long bytes(long rows) {
    return 2 * RadixSort.bytes(rows);
  }

  /** The bytes of memory that are held. */
  public long allocatedBytes() {
    return (long) packed.length * Long.BYTES
        + (long) rows.length * Integer.BYTES
        + radix.allocatedBytes();
  }

  /**
   * Sorts.
   *
   * @param columns the columns of the rows
   * @param keys how many of the columns, from the first, are keys
   * @param count how many rows there are
   * @return the numbers of the rows in order; the sorter's own, until it sorts again
   */
  public int[] sort(List<Column> columns, int keys, int count) {
    if (rows.length < count) {
      packed = new long[count];
      rows = new int[count];
    }
    for (int i = 0; i < count; i++) {
      rows[i] = i;
    }
    new Sort(columns, keys, KeyWords.of(columns, keys)).range(0, count, 0);
    return rows;
  }

  /** One sort: what is sorted, and how. */
  private final class Sort {

    private final List<Column> columns;
    private final int keys;
    private final KeyWords words;

    private Sort(List<Column> columns, int keys, KeyWords words) {
      this.columns = columns;
      this.keys = keys;
      this.words = words;
    }

    /** Sorts rows that are equal in all words before one. */
    private void range(int from, int to, int firstWord) {
      int count = to - from;
      if (count <= 1) {
        return;
      }
      if (count <= SMALL) {
        insert(from, to);
        return;
      }
      if (firstWord == words.count()) {
        if (!words.isComplete()) {
          mergeSort(from, to);
        }
        return;
      }
      packer.pack(words, firstWord, rows, from, to, packed);
      int next = packer.nextWord();
      radix.sort(packed, rows, from, to, packer.bits());
      if (next < words.count() || !words.isComplete()) {
        runs(from, to, next);
      }
    }

    private void runs(int from, int to, int nextWord) {
      int start = from;
      while (start < to) {
        long key = packed[start];
        int end = start + 1;
        while (end < to && packed[end] == key) {
          end++;
        }
        range(start, end, nextWord);
        start = end;
      }
    }

    private void insert(int from, int to) {
      for (int i = from + 1; i < to; i++) {
        int row = rows[i];
        int at = i - 1;
        while (at >= from && compare(rows[at], row) > 0) {
          rows[at + 1] = rows[at];
          at--;
        }
        rows[at + 1] = row;
      }
    }

    /** For long values that are equal in their first hundreds of bytes. */
    private void mergeSort(int from, int to) {
      if (to - from <= SMALL) {
        insert(from, to);
        return;
      }
      int middle = (from + to) >>> 1;
      mergeSort(from, middle);
      mergeSort(middle, to);
      if (compare(rows[middle - 1], rows[middle]) > 0) {
        merge(from, middle, to);
      }
    }

    private void merge(int from, int middle, int to) {
      int[] lower = java.util.Arrays.copyOfRange(rows, from, middle);
      int left = 0;
      int right = middle;
      int at = from;
      while (left < lower.length && right < to) {
        rows[at++] = compare(lower[left], rows[right]) <= 0 ? lower[left++] : rows[right++];
      }
      System.arraycopy(lower, left, rows, at, lower.length - left);
    }

    private int compare(int left, int right) {
      return KeyComparator.compare(columns, left, columns, right, 0, keys);
    }
  }
}
