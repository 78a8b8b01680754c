package sleeper.parquet.read;

import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.LongDecimals;

/** Conversions to decimals with at least as many digits on both sides of the point. */
final class DecimalConversions {

  private DecimalConversions() {}

  static @Nullable Conversion find(
      org.apache.parquet.schema.PrimitiveType file,
      DecimalLogicalTypeAnnotation decimal,
      PrimitiveType table) {
    int moreScale = table.scale() - decimal.getScale();
    int moreWhole = table.precision() - decimal.getPrecision() - moreScale;
    if (moreScale < 0 || moreWhole < 0) {
      return null;
    }
    boolean numbers =
        switch (file.getPrimitiveTypeName()) {
          case INT32, INT64 -> true;
          default -> false;
        };
    if (table.precision() > PrimitiveType.MAX_LONG_PRECISION) {
      return moreScale == 0
          ? new WideDecimals(table)
          : new ToLongDecimal(BigInteger.TEN.pow(moreScale), table);
    }
    long factor = power(moreScale);
    long limit = power(table.precision()) - 1;
    return numbers
        ? new LongConversions.Scaled(factor, limit, table.toString())
        : new ToShortDecimal(factor, limit, table);
  }

  private static long power(int exponent) {
    return BigInteger.TEN.pow(exponent).longValueExact();
  }

  static BadValue outside(int index, PrimitiveType table, BigInteger value) {
    return new BadValue(
        index, "is outside of what a %s can hold: unscaled value=%s".formatted(table, value));
  }

  static BigInteger unscaled(BytesColumn bytes, int index) {
    int from = bytes.offsets()[index];
    int length = bytes.offsets()[index + 1] - from;
    return length == 0 ? BigInteger.ZERO : new BigInteger(bytes.data(), from, length);
  }

  /** Bytes to a decimal that fits a long. */
  private record ToShortDecimal(long factor, long limit, PrimitiveType table)
      implements Conversion {

    @Override
    public void apply(Column from, int start, int count, Column to) {
      BytesColumn bytes = (BytesColumn) from;
      long[] target = LongConversions.room(to, start, count);
      long most = limit / factor;
      for (int i = start; i < start + count; i++) {
        int at = bytes.offsets()[i];
        int length = bytes.offsets()[i + 1] - at;
        long value = length <= Long.BYTES ? number(bytes.data(), at, length) : longNumber(bytes, i);
        if (value > most || value < -most) {
          throw outside(i, table, unscaled(bytes, i));
        }
        target[i] = value * factor;
      }
    }

    private long longNumber(BytesColumn bytes, int index) {
      BigInteger value = unscaled(bytes, index);
      if (value.bitLength() >= Long.SIZE) {
        throw outside(index, table, value);
      }
      return value.longValue();
    }

    private static long number(byte[] data, int at, int length) {
      if (length == 0) {
        return 0;
      }
      long value = data[at];
      for (int i = 1; i < length; i++) {
        value = (value << Byte.SIZE) | (data[at + i] & 0xFF);
      }
      return value;
    }
  }

  /** Numbers or bytes to a decimal of 16 bytes with more digits behind the point. */
  private record ToLongDecimal(BigInteger factor, PrimitiveType table) implements Conversion {

    @Override
    public void apply(Column from, int start, int count, Column to) {
      BytesColumn target = (BytesColumn) to;
      BigInteger limit = BigInteger.TEN.pow(table.precision());
      target.ensureCapacity(start + count);
      int at = target.offsets()[start];
      target.ensureDataCapacity(at + count * Columns.LONG_DECIMAL_BYTES);
      for (int i = start; i < start + count; i++) {
        if (!from.isNull(i)) {
          BigInteger value = unscaledAt(from, i).multiply(factor);
          if (value.abs().compareTo(limit) >= 0) {
            throw outside(i, table, value);
          }
          LongDecimals.put(value, target.data(), at);
          at += Columns.LONG_DECIMAL_BYTES;
        }
        target.offsets()[i + 1] = at;
      }
      target.setSize(start + count);
    }

    private static BigInteger unscaledAt(Column from, int index) {
      if (from instanceof BytesColumn bytes) {
        return unscaled(bytes, index);
      }
      return BigInteger.valueOf(
          from instanceof LongColumn longs
              ? longs.values()[index]
              : ((IntColumn) from).values()[index]);
    }
  }
}
