package sleeper.parquet.block;

import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Type;

/**
 * The values of one field for the rows of a block, in plain arrays.
 *
 * <p>How a type is held:
 *
 * <pre>
 * INT           IntColumn      the value
 * DATE          IntColumn      days since 1970-01-01
 * FLOAT         IntColumn      Float.floatToRawIntBits
 * LONG          LongColumn     the value
 * TIMESTAMP     LongColumn     nanoseconds since 1970-01-01T00:00:00Z
 * DOUBLE        LongColumn     Double.doubleToRawLongBits
 * DECIMAL       LongColumn     unscaled value, up to 18 digits
 *               BytesColumn    unscaled value as 16 bytes, big-endian two's complement, from 19 digits
 * BOOLEAN       ByteColumn     0 or 1
 * STRING        BytesColumn    UTF-8; or DictionaryColumn
 * BYTE_ARRAY    BytesColumn    the bytes; or DictionaryColumn
 * list          ListColumn     offsets into a column of elements
 * map           MapColumn      offsets into columns of keys and values
 * </pre>
 *
 * <p>The arrays are open to the kernels that work on them and can be longer than {@link #size}. A
 * null has flag 1 in {@link #nulls} and a zero value, empty bytes or no elements in its place. Not
 * thread-safe; one owner at a time.
 */
public abstract sealed class Column
    permits IntColumn,
        LongColumn,
        ByteColumn,
        BytesColumn,
        DictionaryColumn,
        ListColumn,
        MapColumn {

  private final Type type;
  private int size;
  private byte @Nullable [] nulls;

  Column(Type type) {
    this.type = type;
  }

  /** The type of the values. */
  public final Type type() {
    return type;
  }

  /** How many values there are, nulls included. */
  public final int size() {
    return size;
  }

  /** Says how many values there are, after the arrays were filled. */
  public final void setSize(int size) {
    this.size = size;
  }

  /** One flag for each value, 1 for null; or null where no value is. */
  public final byte @Nullable [] nulls() {
    return nulls;
  }

  /** Sets the null flags, an array at least as long as there are values; null for no nulls. */
  public final void setNulls(byte @Nullable [] nulls) {
    this.nulls = nulls;
  }

  /** Whether the value at a position is null. */
  public final boolean isNull(int index) {
    return nulls != null && nulls[index] != 0;
  }

  /** Makes room for at least this many values, keeping those there are. */
  public abstract void ensureCapacity(int values);

  /** Forgets all values; keeps the arrays. */
  public void clear() {
    size = 0;
    nulls = null;
  }

  /** The bytes of memory that the arrays take, used or not. */
  public abstract long allocatedBytes();

  /** The bytes of the values there are, as a spill of them would take. */
  public abstract long usedBytes();

  /** The next capacity for an array that must hold {@code needed}: half as much again, at least. */
  static int grown(int current, int needed) {
    return Math.max(
        needed, (int) Math.min(Integer.MAX_VALUE - 16L, current + (current >> 1) + 16L));
  }

  final long nullBytes() {
    return nulls == null ? 0 : nulls.length;
  }
}
