package sleeper.parquet.write;

/** Smallest and largest of some byte strings, unsigned, or of 16-byte numbers, signed. */
final class BytesBounds {

  private BytesBounds() {}

  /** The position of the smallest value of at least one. */
  static int smallest(byte[] data, int[] offsets, int from, int to, boolean signed) {
    long flip = signed ? 0 : Long.MIN_VALUE;
    int best = from;
    long bestPrefix = ByteStrings.orderedPrefix(data, offsets[from], offsets[from + 1]) ^ flip;
    for (int i = from + 1; i < to; i++) {
      long prefix = ByteStrings.orderedPrefix(data, offsets[i], offsets[i + 1]) ^ flip;
      if (prefix < bestPrefix
          || (prefix == bestPrefix && ByteStrings.compare(data, offsets, i, best) < 0)) {
        best = i;
        bestPrefix = prefix;
      }
    }
    return best;
  }

  /** The position of the largest value of at least one. */
  static int largest(byte[] data, int[] offsets, int from, int to, boolean signed) {
    long flip = signed ? 0 : Long.MIN_VALUE;
    int best = from;
    long bestPrefix = ByteStrings.orderedPrefix(data, offsets[from], offsets[from + 1]) ^ flip;
    for (int i = from + 1; i < to; i++) {
      long prefix = ByteStrings.orderedPrefix(data, offsets[i], offsets[i + 1]) ^ flip;
      if (prefix > bestPrefix
          || (prefix == bestPrefix && ByteStrings.compare(data, offsets, i, best) > 0)) {
        best = i;
        bestPrefix = prefix;
      }
    }
    return best;
  }
}
