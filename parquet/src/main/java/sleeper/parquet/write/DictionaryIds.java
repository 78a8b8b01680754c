package sleeper.parquet.write;

/** Pages of dictionary ids: the bit width in a byte, then the ids as runs and packed groups. */
final class DictionaryIds {

  private DictionaryIds() {}

  /** Bits for the ids of a dictionary: at least 1, as some readers stumble over 0. */
  static int width(int dictionarySize) {
    return Math.max(1, BitPacking.widthOf(dictionarySize - 1L));
  }

  /** Reserves room and puts ids at the end; returns where they end. */
  static int put(int[] ids, int from, int to, int width, PageBuffer target) {
    byte[] bytes = target.reserve(1 + RunLengthHybrid.maxBytes(to - from, width));
    int at = target.size();
    bytes[at] = (byte) width;
    return RunLengthHybrid.encode(ids, from, to, width, bytes, at + 1);
  }
}
