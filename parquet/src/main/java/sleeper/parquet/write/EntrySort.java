package sleeper.parquet.write;

/** Sorts the entries of a dictionary by their bytes: a merge sort that looks at 8 bytes first. */
final class EntrySort {

  private long[] prefixes = new long[0];
  private int[] order = new int[0];
  private int[] merged = new int[0];
  private int[] sorted = new int[0];
  private byte[] data = new byte[0];
  private int[] offsets = new int[0];
  private int[] entries = new int[0];

  /**
   * Sorts entries in place.
   *
   * @param signed whether values are numbers in two's complement of one length
   * @return the new position of each old one
   */
  int[] sort(byte[] source, int[] sourceOffsets, int[] toSort, int size, boolean signed) {
    data = source;
    offsets = sourceOffsets;
    entries = toSort;
    reserve(size);
    long flip = signed ? 0 : Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      order[i] = i;
      prefixes[i] =
          ByteStrings.orderedPrefix(data, offsets[entries[i]], offsets[entries[i] + 1]) ^ flip;
    }
    sortRange(0, size);
    return apply(size);
  }

  private int[] apply(int size) {
    for (int rank = 0; rank < size; rank++) {
      sorted[rank] = entries[order[rank]];
      merged[order[rank]] = rank;
    }
    System.arraycopy(sorted, 0, entries, 0, size);
    return merged;
  }

  private void sortRange(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sortRange(from, middle);
    sortRange(middle, to);
    if (compare(order[middle - 1], order[middle]) > 0) {
      merge(from, middle, to);
    }
  }

  private void merge(int from, int middle, int to) {
    System.arraycopy(order, from, merged, from, middle - from);
    int left = from;
    int right = middle;
    for (int i = from; left < middle; i++) {
      boolean takeRight = right < to && compare(merged[left], order[right]) > 0;
      order[i] = takeRight ? order[right++] : merged[left++];
    }
  }

  private int compare(int left, int right) {
    int byPrefix = Long.compare(prefixes[left], prefixes[right]);
    return byPrefix != 0
        ? byPrefix
        : ByteStrings.compare(data, offsets, entries[left], entries[right]);
  }

  private void reserve(int size) {
    if (order.length < size) {
      prefixes = new long[size];
      order = new int[size];
      merged = new int[size];
      sorted = new int[size];
    }
  }

  long allocatedBytes() {
    return (long) prefixes.length * (Long.BYTES + 3 * Integer.BYTES);
  }
}
