package sleeper.ingest.partition;

import java.util.Arrays;

/**
 * Counts how many sorted bounds are at most, or less than, a number; without branches that could be
 * mispredicted.
 */
final class KeySearch {

  private final long[] tree;
  private final int count;

  /** A search among bounds in ascending order. */
  KeySearch(long[] bounds) {
    count = bounds.length;
    int size = Integer.highestOneBit(Math.max(1, count)) * 2;
    tree = new long[size];
    Arrays.fill(tree, Long.MAX_VALUE);
    System.arraycopy(bounds, 0, tree, 1, count);
  }

  /** Counts the bounds that are at most each number. */
  void countAtMost(long[] numbers, int from, int to, int[] counts, int at) {
    countAtMost(tree, count, numbers, from, to, counts, at);
  }

  /** Counts the bounds that are less than each number. */
  void countLess(long[] numbers, int from, int to, int[] counts, int at) {
    countLess(tree, numbers, from, to, counts, at);
  }

  private static void countAtMost(
      long[] tree, int count, long[] numbers, int from, int to, int[] counts, int at) {
    int half = tree.length >> 1;
    for (int i = from; i < to; i++) {
      long number = numbers[i];
      int found = 0;
      for (int step = half; step > 0; step >>= 1) {
        found += tree[found + step] <= number ? step : 0;
      }
      counts[at + i - from] = Math.min(found, count);
    }
  }

  private static void countLess(
      long[] tree, long[] numbers, int from, int to, int[] counts, int at) {
    int half = tree.length >> 1;
    for (int i = from; i < to; i++) {
      long number = numbers[i];
      int found = 0;
      for (int step = half; step > 0; step >>= 1) {
        found += tree[found + step] < number ? step : 0;
      }
      counts[at + i - from] = found;
    }
  }
}
