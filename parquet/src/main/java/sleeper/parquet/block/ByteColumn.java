package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/** Values of one byte: boolean, 0 or 1. */
public final class ByteColumn extends Column {

  private byte[] values;

  /** An empty column with room for some values. */
  public ByteColumn(Type type, int capacity) {
    super(type);
    values = new byte[capacity];
  }

  /** The values; changes when the column grows. */
  public byte[] values() {
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
    return (long) values.length + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) size() + (nulls() == null ? 0 : size());
  }
}
