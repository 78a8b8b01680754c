package sleeper.parquet.write;

/** Numbers of a fixed bit width, lowest bit first, without gaps. */
final class BitPacking {

  private BitPacking() {}

  /** Bits that hold every number from 0 to a largest one. */
  static int widthOf(long largest) {
    return Long.SIZE - Long.numberOfLeadingZeros(largest);
  }

  /**
   * Packs numbers; may write up to 8 bytes behind the end.
   *
   * @param width 0 to 64 bits; no number may need more
   * @return where the last byte with packed bits ends
   */
  static int pack(long[] values, int from, int to, int width, byte[] target, int at) {
    if (width == 0) {
      return at;
    }
    int end = at;
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      long value = values[i];
      word |= value << bits;
      bits += width;
      if (bits >= Long.SIZE) {
        LittleEndian.putLong(target, end, word);
        end += Long.BYTES;
        bits -= Long.SIZE;
        word = bits == 0 ? 0 : value >>> (width - bits);
      }
    }
    LittleEndian.putLong(target, end, word);
    return end + ((bits + 7) >>> 3);
  }

  /** The same for ints of up to 32 bits. */
  static int pack(int[] values, int from, int to, int width, byte[] target, int at) {
    int end = at;
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      word |= (long) values[i] << bits;
      bits += width;
      if (bits >= Integer.SIZE) {
        LittleEndian.putInt(target, end, (int) word);
        end += Integer.BYTES;
        word >>>= Integer.SIZE;
        bits -= Integer.SIZE;
      }
    }
    LittleEndian.putLong(target, end, word);
    return end + ((bits + 7) >>> 3);
  }
}
