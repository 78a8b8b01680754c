package sleeper.query.scan;

import java.util.Arrays;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Compares values where they lie in columns, as {@link sleeper.core.order.ValueOrder} does. */
final class ColumnOrder {

  private ColumnOrder() {}

  /** Compares a value with one of another column of the same primitive type; neither is null. */
  static int compare(PrimitiveType type, Column left, int i, Column right, int j) {
    return switch (type.kind()) {
      case INT, DATE -> Integer.compare(intAt(left, i), intAt(right, j));
      case FLOAT ->
          Float.compare(
              Float.intBitsToFloat(intAt(left, i)), Float.intBitsToFloat(intAt(right, j)));
      case LONG, TIMESTAMP -> Long.compare(longAt(left, i), longAt(right, j));
      case DOUBLE ->
          Double.compare(
              Double.longBitsToDouble(longAt(left, i)), Double.longBitsToDouble(longAt(right, j)));
      case BOOLEAN ->
          Byte.compare(((ByteColumn) left).values()[i], ((ByteColumn) right).values()[j]);
      case STRING, BYTE_ARRAY -> compareBytes(left, i, right, j);
      case DECIMAL ->
          left instanceof LongColumn
              ? Long.compare(longAt(left, i), longAt(right, j))
              : compareSigned((BytesColumn) left, i, (BytesColumn) right, j);
    };
  }

  private static int intAt(Column column, int index) {
    return ((IntColumn) column).values()[index];
  }

  private static long longAt(Column column, int index) {
    return ((LongColumn) column).values()[index];
  }

  private static int compareBytes(Column left, int i, Column right, int j) {
    int[] a = offsets(left);
    int[] b = offsets(right);
    int p = slot(left, i);
    int q = slot(right, j);
    return Arrays.compareUnsigned(data(left), a[p], a[p + 1], data(right), b[q], b[q + 1]);
  }

  /** The sign is in the first byte; from there on two's complement is unsigned. */
  private static int compareSigned(BytesColumn left, int i, BytesColumn right, int j) {
    byte a = left.data()[left.offsets()[i]];
    byte b = right.data()[right.offsets()[j]];
    return a == b ? compareBytes(left, i, right, j) : Byte.compare(a, b);
  }

  /** The bytes in which a column's values lie. */
  static byte[] data(Column column) {
    return column instanceof DictionaryColumn ids
        ? ids.dictionary().data()
        : ((BytesColumn) column).data();
  }

  /** Where the values of {@link #data} start and end. */
  static int[] offsets(Column column) {
    if (column instanceof DictionaryColumn ids) {
      Dictionary dictionary = ids.dictionary();
      return dictionary.offsets();
    }
    return ((BytesColumn) column).offsets();
  }

  /** The place of a value in {@link #offsets}. */
  static int slot(Column column, int index) {
    return column instanceof DictionaryColumn ids ? ids.ids()[index] : index;
  }
}
