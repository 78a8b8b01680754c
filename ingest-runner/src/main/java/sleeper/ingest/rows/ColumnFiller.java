package sleeper.ingest.rows;

import java.util.Arrays;
import sleeper.parquet.block.Column;

/** Appends the Java values of one field to its column. */
abstract class ColumnFiller {

  private static final int FIRST_FLAGS = 1024;

  private final Column column;
  private byte[] nullFlags = new byte[0];
  private boolean hasNulls;

  ColumnFiller(Column column) {
    this.column = column;
  }

  /** Appends a value that is not null. */
  final void append(Object value) throws ValueMismatch {
    int row = column.size();
    column.ensureCapacity(row + 1);
    put(row, value);
    if (hasNulls) {
      flag(row, (byte) 0);
    }
    column.setSize(row + 1);
  }

  /** Appends a null. */
  final void appendNull() {
    int row = column.size();
    column.ensureCapacity(row + 1);
    putNull(row);
    if (!hasNulls) {
      Arrays.fill(nullFlags, 0, Math.min(row, nullFlags.length), (byte) 0);
      hasNulls = true;
    }
    flag(row, (byte) 1);
    column.setSize(row + 1);
  }

  /** Forgets all values. */
  final void clear() {
    column.clear();
    hasNulls = false;
    clearNested();
  }

  /** The column that is filled. */
  final Column column() {
    return column;
  }

  /** Writes a value at the next row, for which there is room. */
  abstract void put(int row, Object value) throws ValueMismatch;

  /** Writes what stands in the place of a null at the next row. */
  abstract void putNull(int row);

  /** Forgets what this filler keeps of nested values. */
  void clearNested() {}

  private void flag(int row, byte value) {
    if (row >= nullFlags.length) {
      nullFlags = Arrays.copyOf(nullFlags, Math.max(FIRST_FLAGS, row + (row >> 1) + 1));
    }
    nullFlags[row] = value;
    column.setNulls(nullFlags);
  }
}
