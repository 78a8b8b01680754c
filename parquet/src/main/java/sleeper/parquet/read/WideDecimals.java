package sleeper.parquet.read;

import java.math.BigInteger;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Decimals of any width to decimals of 16 bytes and the same scale, as two longs each. */
final class WideDecimals implements Conversion {

  private final PrimitiveType table;
  private final long highLimit;
  private final long lowLimit;

  /** Reads what a table's type has digits for. */
  WideDecimals(PrimitiveType table) {
    this.table = table;
    BigInteger limit = BigInteger.TEN.pow(table.precision());
    highLimit = limit.shiftRight(Long.SIZE).longValueExact();
    lowLimit = limit.longValue();
  }

  @Override
  public void apply(Column from, int start, int count, Column to) {
    BytesColumn target = (BytesColumn) to;
    target.ensureCapacity(start + count);
    int at = target.offsets()[start];
    target.ensureDataCapacity(at + count * Columns.LONG_DECIMAL_BYTES);
    if (from instanceof BytesColumn bytes) {
      applyBytes(bytes, start, count, target);
    } else {
      applyNumbers(from, start, count, target);
    }
    target.setSize(start + count);
  }

  private void applyBytes(BytesColumn from, int start, int count, BytesColumn target) {
    byte[] data = from.data();
    int[] sources = from.offsets();
    int[] offsets = target.offsets();
    int at = offsets[start];
    for (int i = start; i < start + count; i++) {
      int source = sources[i];
      int end = sources[i + 1];
      if (!from.isNull(i)) {
        source = withoutSignBytes(data, source, end, i, from);
        int middle = Math.max(source, end - Long.BYTES);
        long sign = source == end ? 0 : data[source] >> (Byte.SIZE - 1);
        long high = number(data, source, middle, sign);
        long low = number(data, middle, end, sign);
        if (!isWithin(high, low)) {
          throw DecimalConversions.outside(i, table, DecimalConversions.unscaled(from, i));
        }
        put(target.data(), at, high, low);
        at += Columns.LONG_DECIMAL_BYTES;
      }
      offsets[i + 1] = at;
    }
  }

  private void applyNumbers(Column from, int start, int count, BytesColumn target) {
    int[] offsets = target.offsets();
    int at = offsets[start];
    for (int i = start; i < start + count; i++) {
      long low =
          from instanceof LongColumn longs ? longs.values()[i] : ((IntColumn) from).values()[i];
      // Every long has fewer digits than these decimals.
      if (!from.isNull(i)) {
        put(target.data(), at, low >> (Long.SIZE - 1), low);
        at += Columns.LONG_DECIMAL_BYTES;
      }
      offsets[i + 1] = at;
    }
  }

  /** The start of the last 16 bytes of a number, before which only its sign may be repeated. */
  private int withoutSignBytes(byte[] data, int start, int end, int index, BytesColumn from) {
    int first = Math.max(start, end - Columns.LONG_DECIMAL_BYTES);
    int sign = data[first] >> (Byte.SIZE - 1);
    for (int i = start; i < first; i++) {
      if (data[i] != sign) {
        throw DecimalConversions.outside(index, table, DecimalConversions.unscaled(from, index));
      }
    }
    return first;
  }

  private static long number(byte[] data, int start, int end, long sign) {
    if (end - start == Long.BYTES) {
      return Long.reverseBytes(LittleEndian.longAt(data, start));
    }
    long value = sign;
    for (int i = start; i < end; i++) {
      value = (value << Byte.SIZE) | (data[i] & 0xFF);
    }
    return value;
  }

  private boolean isWithin(long high, long low) {
    boolean negative = high < 0;
    long lowSize = negative ? -low : low;
    long highSize = negative ? ~high + (low == 0 ? 1 : 0) : high;
    return highSize >= 0
        && (highSize < highLimit
            || (highSize == highLimit && Long.compareUnsigned(lowSize, lowLimit) < 0));
  }

  private static void put(byte[] target, int at, long high, long low) {
    LittleEndian.putLong(target, at, Long.reverseBytes(high));
    LittleEndian.putLong(target, at + Long.BYTES, Long.reverseBytes(low));
  }
}
