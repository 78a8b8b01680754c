package sleeper.ingest.sort;

import sleeper.ingest.columns.Words;

/** Up to 64 bits of a key, as unsigned words whose order is the order of that part of the key. */
interface KeyWord {

  /** Puts the words of {@code rows[from]} up to {@code rows[to - 1]} into the start of an array. */
  void fill(int[] rows, int from, int to, long[] words);

  /** Signed numbers of 64 bits. */
  static KeyWord ofLongs(long[] values) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        words[i - from] = values[rows[i]] ^ Long.MIN_VALUE;
      }
    };
  }

  /** Raw bits of doubles. */
  static KeyWord ofDoubles(long[] values) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        words[i - from] = OrderedBits.ofDouble(values[rows[i]]) ^ Long.MIN_VALUE;
      }
    };
  }

  /** Signed numbers of 32 bits. */
  static KeyWord ofInts(int[] values) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        words[i - from] = (values[rows[i]] ^ Integer.MIN_VALUE) & 0xffffffffL;
      }
    };
  }

  /** Raw bits of floats. */
  static KeyWord ofFloats(int[] values) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        words[i - from] = (OrderedBits.ofFloat(values[rows[i]]) ^ Integer.MIN_VALUE) & 0xffffffffL;
      }
    };
  }

  /** Small numbers from 0. */
  static KeyWord ofBytes(byte[] values) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        words[i - from] = values[rows[i]];
      }
    };
  }

  /** Ids, replaced by their place in the order of what they stand for. */
  static KeyWord ofIds(int[] ids, int[] ranks) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        words[i - from] = ranks[ids[rows[i]]];
      }
    };
  }

  /** The eight bytes from a place within values on, zeros after the end; one bit can be flipped. */
  static KeyWord ofValueBytes(byte[] data, int[] offsets, int place, long flipped) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        int row = rows[i];
        words[i - from] = Words.bigEndian(data, offsets[row] + place, offsets[row + 1]) ^ flipped;
      }
    };
  }

  /** The lengths of values, which tell an end from zeros. */
  static KeyWord ofLengths(int[] offsets) {
    return (rows, from, to, words) -> {
      for (int i = from; i < to; i++) {
        int row = rows[i];
        words[i - from] = (long) offsets[row + 1] - offsets[row];
      }
    };
  }
}
