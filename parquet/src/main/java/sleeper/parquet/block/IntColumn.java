package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/** Values of 32 bits: int, date, float. */
public final class IntColumn extends Column {

  private int[] values;

  /** An empty column with room for some values. */
  public IntColumn(Type type, int capacity) {
    super(type);
    values = new int[capacity];
  }

  /** The values; changes when the column grows. */
  public int[] values() {
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
    return (long) Integer.BYTES * values.length + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) Integer.BYTES * size() + (nulls() == null ? 0 : size());
  }
}
