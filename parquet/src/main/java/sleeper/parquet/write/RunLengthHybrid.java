package sleeper.parquet.write;

/**
 * Parquet's RLE/bit-packing hybrid: runs of equal numbers, and packed groups of eight for the rest.
 *
 * <p>Layout of the encoding: <a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet, RLE</a>.
 */
final class RunLengthHybrid {

  /** The bytes of headers that a run can add: its own, and that of the packed numbers after it. */
  private static final int RUN_HEADERS = 3;

  private RunLengthHybrid() {}

  /** The most bytes that some numbers of a width can take. */
  static long maxBytes(int count, int width) {
    long groups = (count + 7L) / 8;
    long headers = (count / shortestRun(width) + 2L) * 16;
    return groups * width + headers;
  }

  /**
   * Encodes numbers.
   *
   * @param width 1 to 31 bits; no number is negative
   * @return where the bytes end
   */
  static int encode(int[] values, int from, int to, int width, byte[] target, int at) {
    int shortestRun = shortestRun(width);
    int end = at;
    int packedFrom = from;
    int i = from;
    while (i < to) {
      int runEnd = runEnd(values, i, to);
      int aligned = i + (-(i - packedFrom) & 7);
      if (runEnd - aligned >= shortestRun) {
        end = putPacked(values, packedFrom, aligned, width, target, end);
        end = putRun(values[i], runEnd - aligned, width, target, end);
        packedFrom = runEnd;
      }
      i = runEnd;
    }
    return putPacked(values, packedFrom, to, width, target, end);
  }

  /** The length from which a run takes fewer bytes than its numbers packed. */
  private static int shortestRun(int width) {
    return (RUN_HEADERS + bytesOf(width)) * Byte.SIZE / width + 1;
  }

  private static int bytesOf(int width) {
    return (width + 7) >>> 3;
  }

  private static int runEnd(int[] values, int from, int to) {
    int value = values[from];
    int end = from + 1;
    while (end < to && values[end] == value) {
      end++;
    }
    return end;
  }

  private static int putRun(int value, int length, int width, byte[] target, int at) {
    int end = LittleEndian.putUnsigned(target, at, (long) length << 1);
    LittleEndian.putInt(target, end, value);
    return end + bytesOf(width);
  }

  private static int putPacked(int[] values, int from, int to, int width, byte[] target, int at) {
    if (from == to) {
      return at;
    }
    int groups = (to - from + 7) >>> 3;
    int start = LittleEndian.putUnsigned(target, at, (long) groups << 1 | 1);
    int packed = BitPacking.pack(values, from, to, width, target, start);
    int end = start + groups * width;
    for (int i = packed; i < end; i++) {
      target[i] = 0;
    }
    return end;
  }
}
