package sleeper.parquet.write;

/** Pages of dictionary ids: the bit width in a byte, then the ids as runs and packed groups. */
final class DictionaryIds {

  /** Ids this narrow beat every other encoding, so that no trial is needed. */
  private static final int NARROW = 8;

  private static final int VALUES_PER_ENTRY = 16;

  private static final int LARGEST = 1 << 16;
  private static final int FEWEST_VALUES_PER_ENTRY = 4;

  private DictionaryIds() {}

  /** The most entries that a dictionary of so many values may have. */
  static int limit(DictionaryUse use, int count) {
    return use == DictionaryUse.NEVER ? 0 : Math.min(LARGEST, count / FEWEST_VALUES_PER_ENTRY);
  }

  /** Whether a dictionary is so small, and used so often, that it is the best encoding for sure. */
  static boolean surelyBest(int dictionarySize, int count) {
    return width(dictionarySize) <= NARROW && count / VALUES_PER_ENTRY >= dictionarySize;
  }

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
