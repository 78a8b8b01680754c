package sleeper.parquet.read;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Keeps the values at the end of a column that a block did not take for the next block. */
final class Surplus {

  private Surplus() {}

  /**
   * Moves the values from {@code taken} up to {@code filled} to the front, and drops the others.
   */
  static void moveToFront(Column column, int taken, int filled) {
    int count = filled - taken;
    if (count > 0 && taken > 0) {
      move(column, taken, count);
    } else if (count == 0) {
      column.clear();
    }
    column.setNulls(null);
    column.setSize(count);
  }

  private static void move(Column column, int taken, int count) {
    if (column instanceof LongColumn longs) {
      System.arraycopy(longs.values(), taken, longs.values(), 0, count);
    } else if (column instanceof IntColumn ints) {
      System.arraycopy(ints.values(), taken, ints.values(), 0, count);
    } else if (column instanceof ByteColumn flags) {
      System.arraycopy(flags.values(), taken, flags.values(), 0, count);
    } else if (column instanceof DictionaryColumn ids) {
      System.arraycopy(ids.ids(), taken, ids.ids(), 0, count);
    } else if (column instanceof BytesColumn bytes) {
      moveBytes(bytes, taken, count);
    } else {
      throw new IllegalStateException("A column of values is expected, not of " + column.type());
    }
  }

  private static void moveBytes(BytesColumn bytes, int taken, int count) {
    int[] offsets = bytes.offsets();
    int start = offsets[taken];
    System.arraycopy(bytes.data(), start, bytes.data(), 0, offsets[taken + count] - start);
    for (int i = 0; i <= count; i++) {
      offsets[i] = offsets[taken + i] - start;
    }
  }
}
