package sleeper.parquet.block;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import sleeper.core.key.EpochNanos;
import sleeper.core.schema.PrimitiveType;

/** Makes the Java objects of single values. */
final class PrimitiveValues {

  private PrimitiveValues() {}

  /** The value at a position, which is not null. */
  static Object value(Column column, int index) {
    PrimitiveType type = (PrimitiveType) column.type();
    return switch (type.kind()) {
      case INT -> ((IntColumn) column).values()[index];
      case LONG -> ((LongColumn) column).values()[index];
      case STRING -> string(column, index);
      case BYTE_ARRAY -> bytes(column, index);
      case BOOLEAN -> ((ByteColumn) column).values()[index] != 0;
      case FLOAT -> Float.intBitsToFloat(((IntColumn) column).values()[index]);
      case DOUBLE -> Double.longBitsToDouble(((LongColumn) column).values()[index]);
      case TIMESTAMP -> EpochNanos.toInstant(((LongColumn) column).values()[index]);
      case DATE -> LocalDate.ofEpochDay(((IntColumn) column).values()[index]);
      case DECIMAL -> decimal(type, column, index);
    };
  }

  private static BigDecimal decimal(PrimitiveType type, Column column, int index) {
    return column instanceof LongColumn longs
        ? BigDecimal.valueOf(longs.values()[index], type.scale())
        : new BigDecimal(new BigInteger(bytes(column, index)), type.scale());
  }

  private static String string(Column column, int index) {
    if (column instanceof DictionaryColumn ids) {
      Dictionary dictionary = ids.dictionary();
      return text(dictionary.data(), dictionary.offsets(), ids.ids()[index]);
    }
    BytesColumn bytes = (BytesColumn) column;
    return text(bytes.data(), bytes.offsets(), index);
  }

  private static byte[] bytes(Column column, int index) {
    if (column instanceof DictionaryColumn ids) {
      Dictionary dictionary = ids.dictionary();
      return slice(dictionary.data(), dictionary.offsets(), ids.ids()[index]);
    }
    BytesColumn bytes = (BytesColumn) column;
    return slice(bytes.data(), bytes.offsets(), index);
  }

  private static String text(byte[] data, int[] offsets, int index) {
    int start = offsets[index];
    return new String(data, start, offsets[index + 1] - start, StandardCharsets.UTF_8);
  }

  private static byte[] slice(byte[] data, int[] offsets, int index) {
    return Arrays.copyOfRange(data, offsets[index], offsets[index + 1]);
  }
}
