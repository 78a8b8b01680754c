package sleeper.ingest.partition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.LongDecimals;

/** Puts values of partition trees into columns. */
final class ValueColumns {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ValueColumns() {}

  /** A column of these values. */
  static Column of(PrimitiveType type, List<?> values) {
    Column column = Columns.create(type, values.size());
    column.ensureCapacity(values.size());
    for (int i = 0; i < values.size(); i++) {
      if (column instanceof LongColumn longs) {
        longs.values()[i] = longOf(type, values.get(i));
      } else if (column instanceof IntColumn ints) {
        ints.values()[i] = intOf(type, values.get(i));
      } else if (column instanceof ByteColumn bytes) {
        bytes.values()[i] = (byte) ((Boolean) values.get(i) ? 1 : 0);
      } else {
        append((BytesColumn) column, bytesOf(type, values.get(i)));
      }
      column.setSize(i + 1);
    }
    return column;
  }

  private static long longOf(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case LONG -> (Long) value;
      case DOUBLE -> Double.doubleToLongBits((Double) value);
      case TIMESTAMP -> nanos((Instant) value);
      case DECIMAL -> unscaled(type, value).longValueExact();
      default -> throw new IllegalArgumentException("Not a value of 64 bits: type=" + type);
    };
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }

  private static int intOf(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case INT -> (Integer) value;
      case FLOAT -> Float.floatToIntBits((Float) value);
      case DATE -> Math.toIntExact(((LocalDate) value).toEpochDay());
      default -> throw new IllegalArgumentException("Not a value of 32 bits: type=" + type);
    };
  }

  private static byte[] bytesOf(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
      case BYTE_ARRAY -> (byte[]) value;
      case DECIMAL -> LongDecimals.bytesOf(unscaled(type, value));
      default -> throw new IllegalArgumentException("Not a value of bytes: type=" + type);
    };
  }

  private static BigInteger unscaled(PrimitiveType type, Object value) {
    return ((BigDecimal) value).setScale(type.scale()).unscaledValue();
  }

  private static void append(BytesColumn column, byte[] value) {
    int start = column.dataLength();
    column.ensureDataCapacity(start + value.length);
    System.arraycopy(value, 0, column.data(), start, value.length);
    column.offsets()[column.size() + 1] = start + value.length;
  }
}
