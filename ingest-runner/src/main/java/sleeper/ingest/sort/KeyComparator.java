package sleeper.ingest.sort;

import java.util.Arrays;
import java.util.List;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Compares keys that are held in columns, in the order of values. */
public final class KeyComparator {

  private KeyComparator() {}

  /** Compares the first {@code keys} columns of two rows, from a column on. */
  public static int compare(
      List<Column> left, int leftRow, List<Column> right, int rightRow, int first, int keys) {
    for (int key = first; key < keys; key++) {
      int order = compare(left.get(key), leftRow, right.get(key), rightRow);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Compares two values of the same type, neither null. */
  public static int compare(Column left, int leftRow, Column right, int rightRow) {
    if (left instanceof LongColumn longs) {
      return Long.compare(ordered(longs, leftRow), ordered((LongColumn) right, rightRow));
    }
    if (left instanceof IntColumn ints) {
      return Integer.compare(ordered(ints, leftRow), ordered((IntColumn) right, rightRow));
    }
    if (left instanceof ByteColumn bytes) {
      return Byte.compare(bytes.values()[leftRow], ((ByteColumn) right).values()[rightRow]);
    }
    return compareBytes(left, leftRow, right, rightRow);
  }

  private static long ordered(LongColumn column, int row) {
    long value = column.values()[row];
    return isOf(column, PrimitiveType.Kind.DOUBLE) ? OrderedBits.ofDouble(value) : value;
  }

  private static int ordered(IntColumn column, int row) {
    int value = column.values()[row];
    return isOf(column, PrimitiveType.Kind.FLOAT) ? OrderedBits.ofFloat(value) : value;
  }

  private static int compareBytes(Column left, int leftRow, Column right, int rightRow) {
    byte[] leftData = data(left);
    int[] leftOffsets = offsets(left);
    int leftIndex = index(left, leftRow);
    byte[] rightData = data(right);
    int[] rightOffsets = offsets(right);
    int rightIndex = index(right, rightRow);
    int leftStart = leftOffsets[leftIndex];
    int rightStart = rightOffsets[rightIndex];
    if (isOf(left, PrimitiveType.Kind.DECIMAL)) {
      int order = Byte.compare(leftData[leftStart], rightData[rightStart]);
      if (order != 0) {
        return order;
      }
    }
    return Arrays.compareUnsigned(
        leftData,
        leftStart,
        leftOffsets[leftIndex + 1],
        rightData,
        rightStart,
        rightOffsets[rightIndex + 1]);
  }

  private static byte[] data(Column column) {
    return column instanceof DictionaryColumn encoded
        ? encoded.dictionary().data()
        : ((BytesColumn) column).data();
  }

  private static int[] offsets(Column column) {
    return column instanceof DictionaryColumn encoded
        ? encoded.dictionary().offsets()
        : ((BytesColumn) column).offsets();
  }

  private static int index(Column column, int row) {
    return column instanceof DictionaryColumn encoded ? encoded.ids()[row] : row;
  }

  private static boolean isOf(Column column, PrimitiveType.Kind kind) {
    return column.type() instanceof PrimitiveType type && type.kind() == kind;
  }
}
