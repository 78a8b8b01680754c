package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/**
 * Values of any length, one after another in one array: value i is {@code data[offsets[i] ..
 * offsets[i+1])}.
 */
public final class BytesColumn extends Column {

  /**
   * How many bytes the data array has after the last value, so that kernels may copy whole words.
   */
  public static final int PADDING = 32;

  private byte[] data;
  private int[] offsets;

  /** An empty column with room for some values of so many bytes in all. */
  public BytesColumn(Type type, int capacity, int dataCapacity) {
    super(type);
    data = new byte[dataCapacity + PADDING];
    offsets = new int[capacity + 1];
  }

  /**
   * The bytes of all values; at least {@link #PADDING} longer than they need; changes on growth.
   */
  public byte[] data() {
    return data;
  }

  /** Where values start and, one further, end; {@code size() + 1} of them count. */
  public int[] offsets() {
    return offsets;
  }

  /** How many bytes all values have. */
  public int dataLength() {
    return offsets[size()];
  }

  @Override
  public void ensureCapacity(int values) {
    if (values + 1 > offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, values + 1));
    }
  }

  /** Makes room for so many bytes in all, padding not counted. */
  public void ensureDataCapacity(int bytes) {
    if (bytes + PADDING > data.length) {
      data = Arrays.copyOf(data, grown(data.length, bytes + PADDING));
    }
  }

  @Override
  public void clear() {
    super.clear();
    offsets[0] = 0;
  }

  @Override
  public long allocatedBytes() {
    return (long) data.length + (long) Integer.BYTES * offsets.length + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) dataLength()
        + (long) Integer.BYTES * (size() + 1)
        + (nulls() == null ? 0 : size());
  }
}
