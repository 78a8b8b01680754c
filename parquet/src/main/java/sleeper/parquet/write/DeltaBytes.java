package sleeper.parquet.write;

/**
 * Parquet's DELTA_LENGTH_BYTE_ARRAY (lengths packed, then the bytes) and DELTA_BYTE_ARRAY (lengths
 * of prefixes shared with the value before packed, then the rest of the values in the former).
 */
final class DeltaBytes {

  private static final int PREFIXES_LOOKED_AT = 64;

  private final DeltaBinaryPacking packing = new DeltaBinaryPacking();
  private long[] lengths = new long[0];
  private long[] prefixes = new long[0];

  /** Whether neighbours, some of them looked at, share two bytes or more on average. */
  static boolean sharesPrefixes(byte[] data, int[] offsets, int count) {
    int step = Math.max(1, count / PREFIXES_LOOKED_AT);
    long shared = 0;
    int looked = 0;
    for (int i = 1; i < count; i += step) {
      shared += ByteStrings.sharedPrefix(data, offsets[i - 1], offsets[i], offsets[i + 1]);
      looked++;
    }
    return shared >= 2L * looked;
  }

  void putWithLengths(byte[] data, int[] offsets, int from, int to, PageBuffer target) {
    int count = to - from;
    int length = offsets[to] - offsets[from];
    reserve(count);
    for (int i = from; i < to; i++) {
      lengths[i - from] = (long) offsets[i + 1] - offsets[i];
    }
    byte[] bytes = target.reserve(DeltaBinaryPacking.maxBytes(count) + length);
    int end = packing.encode(lengths, 0, count, Integer.SIZE, bytes, target.size());
    System.arraycopy(data, offsets[from], bytes, end, length);
    target.setSize(end + length);
  }

  void putWithPrefixes(byte[] data, int[] offsets, int from, int to, PageBuffer target) {
    int count = to - from;
    reserve(count);
    findPrefixes(data, offsets, from, to);
    byte[] bytes =
        target.reserve(2 * DeltaBinaryPacking.maxBytes(count) + offsets[to] - offsets[from]);
    int end = packing.encode(prefixes, 0, count, Integer.SIZE, bytes, target.size());
    end = packing.encode(lengths, 0, count, Integer.SIZE, bytes, end);
    for (int i = 0; i < count; i++) {
      int length = (int) lengths[i];
      ByteStrings.copy(data, offsets[from + i] + (int) prefixes[i], length, bytes, end);
      end += length;
    }
    target.setSize(end);
  }

  private void findPrefixes(byte[] data, int[] offsets, int from, int to) {
    for (int i = from; i < to; i++) {
      int start = offsets[i];
      int end = offsets[i + 1];
      int shared = i == from ? 0 : ByteStrings.sharedPrefix(data, offsets[i - 1], start, end);
      prefixes[i - from] = shared;
      lengths[i - from] = (long) end - start - shared;
    }
  }

  private void reserve(int count) {
    if (lengths.length < count) {
      lengths = new long[count];
      prefixes = new long[count];
    }
  }

  long allocatedBytes() {
    return (long) Long.BYTES * (lengths.length + prefixes.length);
  }
}
