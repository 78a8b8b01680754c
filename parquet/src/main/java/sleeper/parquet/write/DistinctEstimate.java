package sleeper.parquet.write;

import java.util.Arrays;

/**
 * Guesses from evenly strided values how many distinct ones a column chunk has.
 *
 * <p>Among s values drawn from d equally frequent ones, about s²/2d meet an equal one before them:
 * the birthday problem.
 */
final class DistinctEstimate {

  private static final int SAMPLE = 1024;
  private static final int TABLE = SAMPLE * 4;

  private final long[] table = new long[TABLE];
  private final boolean[] used = new boolean[TABLE];

  /** The guess; the count of values where none was met twice. */
  long distinct(long[] values, int count) {
    int sample = Math.min(SAMPLE, count);
    Arrays.fill(used, false);
    int repeated = 0;
    for (int i = 0; i < sample; i++) {
      repeated += repeats(ByteStrings.mix(values[(int) ((long) i * count / sample)]));
    }
    return guess(sample, repeated, count);
  }

  /** The same for values of any length. */
  long distinct(byte[] data, int[] offsets, int count) {
    int sample = Math.min(SAMPLE, count);
    Arrays.fill(used, false);
    int repeated = 0;
    for (int i = 0; i < sample; i++) {
      int index = (int) ((long) i * count / sample);
      repeated += repeats(ByteStrings.hash(data, offsets[index], offsets[index + 1]));
    }
    return guess(sample, repeated, count);
  }

  private int repeats(long hash) {
    int slot = (int) hash & (TABLE - 1);
    while (used[slot]) {
      if (table[slot] == hash) {
        return 1;
      }
      slot = (slot + 1) & (TABLE - 1);
    }
    used[slot] = true;
    table[slot] = hash;
    return 0;
  }

  private static long guess(int sample, int repeated, int count) {
    if (sample == count) {
      return (long) sample - repeated;
    }
    return repeated == 0 ? count : Math.min(count, (long) sample * sample / (2L * repeated));
  }
}
