package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/** Values of 64 bits: long, timestamp, double, decimal of up to 18 digits. */
public final class LongColumn extends Column {

  private long[] values;

  /** An empty column with room for some values. */
  public LongColumn(Type type, int capacity) {
    super(type);
    values = new long[capacity];
  }

  /** The values; changes when the column grows. */
  public long[] values() {
    return values;
  }

  @Override
  public void ensureCapacity(int needed) {
    if (needed > values.length) {
      values = Arrays.copyOf(values, grown(values.length, needed));
    }
  }

  @Override
  public long allocatedBytes() {
    return (long) Long.BYTES * values.length + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) Long.BYTES * size() + (nulls() == null ? 0 : size());
  }
}
