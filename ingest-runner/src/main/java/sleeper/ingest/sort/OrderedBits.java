package sleeper.ingest.sort;

/** Numbers as bits whose signed order is the order of the numbers. */
public final class OrderedBits {

  private static final long DOUBLE_INFINITY = 0x7ff0000000000000L;
  private static final long DOUBLE_NAN = 0x7ff8000000000000L;
  private static final int FLOAT_INFINITY = 0x7f800000;
  private static final int FLOAT_NAN = 0x7fc00000;

  private OrderedBits() {}

  /** Raw bits of a double in the order of {@link Double#compare}. */
  public static long ofDouble(long bits) {
    long value = (bits & Long.MAX_VALUE) > DOUBLE_INFINITY ? DOUBLE_NAN : bits;
    return value ^ ((value >> 63) & Long.MAX_VALUE);
  }

  /** Raw bits of a float in the order of {@link Float#compare}. */
  public static int ofFloat(int bits) {
    int value = (bits & Integer.MAX_VALUE) > FLOAT_INFINITY ? FLOAT_NAN : bits;
    return value ^ ((value >> 31) & Integer.MAX_VALUE);
  }
}
