package sleeper.ingest.sort;

import java.util.Arrays;

/**
 * Packs what differs between the keys of some rows into one long each.
 *
 * <p>Of each word only the bits count that are not the same in all rows, or, if that is fewer, the
 * bits of its distance from the smallest. Both keep the order. A word that no longer fits gives its
 * leading bits; whoever sorts goes on with that word where these leave rows equal.
 */
final class KeyPacker {

  private static final int CHUNK = 2048;

  private final long[] words = new long[CHUNK];
  private long smallest;
  private long largest;
  private long varying;
  private int bits;
  private int nextWord;

  /** How many bits the packed keys have. */
  int bits() {
    return bits;
  }

  /** The first word that is not, or not wholly, packed; the number of words if all are. */
  int nextWord() {
    return nextWord;
  }

  /** Packs the words from one on of {@code rows[from..to)} into {@code packed[from..to)}. */
  void pack(KeyWords keys, int firstWord, int[] rows, int from, int to, long[] packed) {
    Arrays.fill(packed, from, to, 0);
    bits = 0;
    nextWord = firstWord;
    while (nextWord < keys.count() && bits < Long.SIZE) {
      KeyWord word = keys.word(nextWord);
      survey(word, rows, from, to);
      if (!append(word, rows, from, to, packed)) {
        return;
      }
      nextWord++;
    }
    skipConstantWords(keys, rows, from, to);
  }

  /** So that rows whose keys were told apart completely are not looked at again. */
  private void skipConstantWords(KeyWords keys, int[] rows, int from, int to) {
    while (nextWord < keys.count()) {
      survey(keys.word(nextWord), rows, from, to);
      if (smallest != largest) {
        return;
      }
      nextWord++;
    }
  }

  private void survey(KeyWord word, int[] rows, int from, int to) {
    smallest = Long.MAX_VALUE;
    largest = Long.MIN_VALUE;
    varying = 0;
    word.fill(rows, from, from + 1, words);
    long first = words[0];
    for (int start = from; start < to; start += CHUNK) {
      int end = Math.min(start + CHUNK, to);
      word.fill(rows, start, end, words);
      int count = end - start;
      smallest = Math.min(smallest, smallest(words, count));
      largest = Math.max(largest, largest(words, count));
      varying |= varying(words, count, first);
    }
    smallest ^= Long.MIN_VALUE;
    largest ^= Long.MIN_VALUE;
  }

  /** Appends as many bits of a word as fit; whether all did. */
  private boolean append(KeyWord word, int[] rows, int from, int to, long[] packed) {
    int rangeBits = Long.SIZE - Long.numberOfLeadingZeros(largest - smallest);
    int maskBits = Long.bitCount(varying);
    int width = Math.min(rangeBits, maskBits);
    int room = Long.SIZE - bits;
    if (width > 0) {
      boolean byRange = rangeBits <= maskBits;
      BitFields fields =
          byRange
              ? BitFields.leading(rangeBits, Math.min(width, room))
              : BitFields.of(varying, Math.min(width, room));
      long base = byRange ? smallest : 0;
      for (int start = from; start < to; start += CHUNK) {
        int end = Math.min(start + CHUNK, to);
        word.fill(rows, start, end, words);
        fields.append(words, base, packed, start, end);
      }
    }
    bits += Math.min(width, room);
    return width <= room;
  }

  private static long smallest(long[] words, int count) {
    long result = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      result = Math.min(result, words[i] ^ Long.MIN_VALUE);
    }
    return result;
  }

  private static long largest(long[] words, int count) {
    long result = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      result = Math.max(result, words[i] ^ Long.MIN_VALUE);
    }
    return result;
  }

  private static long varying(long[] words, int count, long first) {
    long result = 0;
    for (int i = 0; i < count; i++) {
      result |= words[i] ^ first;
    }
    return result;
  }
}
