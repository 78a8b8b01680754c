package sleeper.parquet.read;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Conversions to longs. */
final class LongConversions {

  /** Signed 32 bits to 64. */
  static final Conversion INTS = (from, start, count, to) -> widen(from, start, count, to, -1L);

  /** Unsigned 32 bits to 64. */
  static final Conversion UNSIGNED_INTS =
      (from, start, count, to) -> widen(from, start, count, to, 0xFFFFFFFFL);

  /** The old timestamps of 96 bits: nanoseconds of a day, and a Julian day. */
  static final Conversion INT96 = LongConversions::fromInt96;

  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private LongConversions() {}

  /** Grows a column of longs for a part and gives its values. */
  static long[] room(Column to, int start, int count) {
    LongColumn longs = (LongColumn) to;
    longs.ensureCapacity(start + count);
    longs.setSize(start + count);
    return longs.values();
  }

  private static void widen(Column from, int start, int count, Column to, long mask) {
    int[] values = ((IntColumn) from).values();
    long[] target = room(to, start, count);
    for (int i = start; i < start + count; i++) {
      target[i] = values[i] & mask;
    }
  }

  private static void fromInt96(Column from, int start, int count, Column to) {
    BytesColumn bytes = (BytesColumn) from;
    int[] offsets = bytes.offsets();
    long[] target = room(to, start, count);
    for (int i = start; i < start + count; i++) {
      int at = offsets[i];
      target[i] = offsets[i + 1] == at ? 0 : int96(bytes.data(), at, i);
    }
  }

  private static long int96(byte[] data, int at, int index) {
    long nanos = LittleEndian.longAt(data, at);
    long days = (long) LittleEndian.intAt(data, at + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
    try {
      return Math.addExact(Math.multiplyExact(days, NANOS_PER_DAY), nanos);
    } catch (ArithmeticException e) {
      throw new BadValue(
          index,
          "is outside of what a timestamp can hold (1677 to 2262): days since 1970=%d, nanoseconds=%d"
              .formatted(days, nanos));
    }
  }

  /**
   * Longs in a larger unit.
   *
   * @param factor what to multiply with
   * @param limit the result's magnitude must be at most this
   * @param target what the result is, for messages
   */
  record Scaled(long factor, long limit, String target) implements Conversion {

    @Override
    public void apply(Column from, int start, int count, Column to) {
      long[] result = room(to, start, count);
      long most = limit / factor;
      if (from instanceof LongColumn longs) {
        scale(longs.values(), result, start, count, most);
      } else {
        scale(((IntColumn) from).values(), result, start, count, most);
      }
    }

    private void scale(long[] values, long[] result, int start, int count, long most) {
      for (int i = start; i < start + count; i++) {
        long value = values[i];
        if (value > most || value < -most) {
          throw outside(i, value);
        }
        result[i] = value * factor;
      }
    }

    private void scale(int[] values, long[] result, int start, int count, long most) {
      for (int i = start; i < start + count; i++) {
        long value = values[i];
        if (value > most || value < -most) {
          throw outside(i, value);
        }
        result[i] = value * factor;
      }
    }

    private BadValue outside(int index, long value) {
      return new BadValue(
          index, "is outside of what %s can hold: stored number=%d".formatted(target, value));
    }
  }
}
