package sleeper.query.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/**
 * The first bits of each value of a column as a long. Where two prefixes differ, the values compare
 * as they do, signed; where they are equal, the values have to be compared.
 */
final class KeyPrefix {

  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private KeyPrefix() {}

  /** Writes the prefixes of all values, none of which is null. */
  static void fill(PrimitiveType type, Column column, long[] prefixes) {
    int rows = column.size();
    switch (type.kind()) {
      case INT, DATE -> ints(((IntColumn) column).values(), rows, prefixes);
      case FLOAT -> floats(((IntColumn) column).values(), rows, prefixes);
      case LONG, TIMESTAMP ->
          System.arraycopy(((LongColumn) column).values(), 0, prefixes, 0, rows);
      case DOUBLE -> doubles(((LongColumn) column).values(), rows, prefixes);
      case BOOLEAN -> bytes(((ByteColumn) column).values(), rows, prefixes);
      case STRING, BYTE_ARRAY -> slices(column, prefixes);
      case DECIMAL -> decimals(column, prefixes);
    }
  }

  private static void ints(int[] values, int rows, long[] prefixes) {
    for (int i = 0; i < rows; i++) {
      prefixes[i] = values[i];
    }
  }

  private static void bytes(byte[] values, int rows, long[] prefixes) {
    for (int i = 0; i < rows; i++) {
      prefixes[i] = values[i];
    }
  }

  private static void floats(int[] bits, int rows, long[] prefixes) {
    for (int i = 0; i < rows; i++) {
      prefixes[i] = ordered(Float.intBitsToFloat(bits[i]));
    }
  }

  private static void doubles(long[] bits, int rows, long[] prefixes) {
    for (int i = 0; i < rows; i++) {
      prefixes[i] = ordered(Double.longBitsToDouble(bits[i]));
    }
  }

  /** Flips the lower bits of negative numbers, so that more negative is less. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static void slices(Column column, long[] prefixes) {
    byte[] data = ColumnOrder.data(column);
    int[] offsets = ColumnOrder.offsets(column);
    for (int i = 0; i < column.size(); i++) {
      int slot = ColumnOrder.slot(column, i);
      int length = offsets[slot + 1] - offsets[slot];
      long word = (long) BIG_ENDIAN_LONG.get(data, offsets[slot]);
      prefixes[i] = firstBytes(word, length) ^ Long.MIN_VALUE;
    }
  }

  private static void decimals(Column column, long[] prefixes) {
    if (column instanceof LongColumn longs) {
      System.arraycopy(longs.values(), 0, prefixes, 0, column.size());
      return;
    }
    byte[] data = ColumnOrder.data(column);
    for (int i = 0; i < column.size(); i++) {
      prefixes[i] = (long) BIG_ENDIAN_LONG.get(data, i * Columns.LONG_DECIMAL_BYTES);
    }
  }

  private static long firstBytes(long word, int length) {
    if (length >= Long.BYTES) {
      return word;
    }
    return length == 0 ? 0 : word & (-1L << (Long.SIZE - Byte.SIZE * length));
  }
}
