package sleeper.parquet.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/**
 * Keys that are numbers. In the image every one has 8 bytes, little-endian: an integer, or the bits
 * of a double.
 *
 * <p>Here a number is held as a long that orders as the key does.
 */
final class NumberItems extends KeyItems {

  /** What the numbers are. */
  enum Form {
    INTEGER,
    FLOAT,
    DOUBLE
  }

  private final Form form;
  private long[] values = new long[64];
  private int size;
  private long smallest = Long.MAX_VALUE;
  private long largest = Long.MIN_VALUE;

  NumberItems(Form form) {
    this.form = form;
  }

  @Override
  void widenBounds(Column column, int from, int to) {
    for (int i = from; i < to; i++) {
      long value = ordered(column, i);
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
  }

  private long ordered(Column column, int row) {
    if (column instanceof LongColumn longs) {
      long bits = longs.values()[row];
      return form == Form.DOUBLE ? flipNegative(bits) : bits;
    }
    if (column instanceof IntColumn ints) {
      int bits = ints.values()[row];
      return form == Form.FLOAT
          ? flipNegative(Double.doubleToRawLongBits(Float.intBitsToFloat(bits)))
          : bits;
    }
    return ((ByteColumn) column).values()[row];
  }

  /** Turns the bits of a double into a long that orders alike, and back. */
  private static long flipNegative(long bits) {
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }

  @Override
  int add(Column column, int row) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size] = ordered(column, row);
    return size++;
  }

  @Override
  int compare(int left, int right) {
    return Long.compare(values[left], values[right]);
  }

  @Override
  void retain(int[][] levels) {
    long[] kept = new long[values.length];
    int count = 0;
    for (int[] level : levels) {
      if (level != null) {
        for (int i = 0; i < level.length; i++) {
          kept[count] = values[level[i]];
          level[i] = count++;
        }
      }
    }
    values = kept;
    size = count;
  }

  @Override
  long heldBytes() {
    return (long) Long.BYTES * size;
  }

  @Override
  int bytes(int id) {
    return Long.BYTES;
  }

  @Override
  void put(int id, ByteBuffer image) {
    putNumber(values[id], image);
  }

  private void putNumber(long value, ByteBuffer image) {
    image.putLong(form == Form.INTEGER ? value : flipNegative(value));
  }

  @Override
  int boundsBytes() {
    return 2 * Long.BYTES;
  }

  @Override
  void putBounds(ByteBuffer image) {
    putNumber(smallest, image);
    putNumber(largest, image);
  }
}
