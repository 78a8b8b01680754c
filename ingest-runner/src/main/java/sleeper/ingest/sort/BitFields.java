package sleeper.ingest.sort;

/** Runs of neighbouring bits of a word that are put together, highest first. */
final class BitFields {

  private final int[] shifts;
  private final int[] widths;
  private final int count;

  private BitFields(int[] shifts, int[] widths, int count) {
    this.shifts = shifts;
    this.widths = widths;
    this.count = count;
  }

  /** The highest {@code width} of the lowest {@code bits} bits. */
  static BitFields leading(int bits, int width) {
    return new BitFields(new int[] {bits - width}, new int[] {width}, 1);
  }

  /** The highest {@code width} bits of a mask. */
  static BitFields of(long mask, int width) {
    int[] shifts = new int[Long.SIZE];
    int[] widths = new int[Long.SIZE];
    int count = 0;
    int missing = width;
    int bit = Long.SIZE - 1;
    while (missing > 0) {
      while ((mask >>> bit & 1) == 0) {
        bit--;
      }
      int run = 0;
      while (run < missing && bit - run >= 0 && (mask >>> (bit - run) & 1) != 0) {
        run++;
      }
      bit -= run;
      shifts[count] = bit + 1;
      widths[count++] = run;
      missing -= run;
    }
    return new BitFields(shifts, widths, count);
  }

  /** Appends the bits of words, less a base, to the right of packed keys. */
  void append(long[] words, long base, long[] packed, int from, int to) {
    if (base != 0) {
      subtract(words, base, to - from);
    }
    for (int i = 0; i < count; i++) {
      if (widths[i] == Long.SIZE) {
        System.arraycopy(words, 0, packed, from, to - from);
      } else {
        append(words, shifts[i], widths[i], packed, from, to);
      }
    }
  }

  private static void subtract(long[] words, long base, int count) {
    for (int i = 0; i < count; i++) {
      words[i] -= base;
    }
  }

  private static void append(long[] words, int shift, int width, long[] packed, int from, int to) {
    long mask = (1L << width) - 1;
    for (int i = from; i < to; i++) {
      packed[i] = packed[i] << width | (words[i - from] >>> shift & mask);
    }
  }
}
