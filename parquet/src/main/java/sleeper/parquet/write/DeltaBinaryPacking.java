package sleeper.parquet.write;

/**
 * Parquet's DELTA_BINARY_PACKED: differences of neighbours, less the smallest of their block,
 * packed.
 *
 * <p>Layout of the encoding: <a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet, Delta
 * Encoding</a>. Blocks have 128 differences in 4 mini-blocks, as in parquet-java.
 */
final class DeltaBinaryPacking {

  private static final int BLOCK = 128;
  private static final int MINI_BLOCKS = 4;
  private static final int MINI_BLOCK = BLOCK / MINI_BLOCKS;

  private final long[] differences = new long[BLOCK];

  /** The most bytes that some numbers can take. */
  static long maxBytes(int count) {
    return 40 + (count / BLOCK + 1L) * (10 + MINI_BLOCKS + BLOCK * Long.BYTES);
  }

  /**
   * Encodes numbers.
   *
   * @param bits 32 or 64: the width in which differences wrap around
   * @return where the bytes end
   */
  int encode(long[] values, int from, int to, int bits, byte[] target, int at) {
    int shift = Long.SIZE - bits;
    int end = LittleEndian.putUnsigned(target, at, BLOCK);
    end = LittleEndian.putUnsigned(target, end, MINI_BLOCKS);
    end = LittleEndian.putUnsigned(target, end, to - from);
    end = LittleEndian.putZigZag(target, end, from == to ? 0 : values[from]);
    for (int i = from + 1; i < to; i += BLOCK) {
      end = putBlock(values, i, Math.min(to, i + BLOCK), shift, target, end);
    }
    return end;
  }

  private int putBlock(long[] values, int from, int to, int shift, byte[] target, int at) {
    int count = to - from;
    long smallest = subtractNeighbours(values, from, to, shift);
    for (int i = count; i < BLOCK; i++) {
      differences[i] = smallest;
    }
    int widths = LittleEndian.putZigZag(target, at, smallest);
    int end = widths + MINI_BLOCKS;
    for (int mini = 0; mini < MINI_BLOCKS; mini++) {
      int start = mini * MINI_BLOCK;
      int width = start < count ? miniBlockWidth(start, smallest, shift) : 0;
      target[widths + mini] = (byte) width;
      end = BitPacking.pack(differences, start, start + MINI_BLOCK, width, target, end);
    }
    return end;
  }

  private long subtractNeighbours(long[] values, int from, int to, int shift) {
    long smallest = Long.MAX_VALUE;
    long previous = values[from - 1];
    for (int i = from; i < to; i++) {
      long value = values[i];
      long difference = (value - previous) << shift >> shift;
      previous = value;
      differences[i - from] = difference;
      smallest = Math.min(smallest, difference);
    }
    return smallest;
  }

  private int miniBlockWidth(int start, long smallest, int shift) {
    long all = 0;
    for (int i = start; i < start + MINI_BLOCK; i++) {
      long excess = (differences[i] - smallest) << shift >>> shift;
      differences[i] = excess;
      all |= excess;
    }
    return BitPacking.widthOf(all);
  }
}
