package sleeper.ingest.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.ValueVector;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.LongDecimals;

/** Copies decimals whose scale and digits fit the field. */
final class DecimalCopier extends VectorElementCopier {

  private final ValueVector source;
  private final PrimitiveType type;
  private final Column column;

  DecimalCopier(ValueVector vector, PrimitiveType type, Column column) {
    super(vector, column);
    this.source = vector;
    this.type = type;
    this.column = column;
  }

  @Override
  void put(int index, int position) throws UnfitValue {
    BigInteger unscaled = unscaled((BigDecimal) source.getObject(index));
    if (column instanceof LongColumn longs) {
      longs.values()[position] = unscaled.longValueExact();
    } else {
      putBytes((BytesColumn) column, unscaled, position);
    }
  }

  @Override
  void putNull(int position) {
    if (column instanceof LongColumn longs) {
      longs.values()[position] = 0;
    } else {
      int[] offsets = ((BytesColumn) column).offsets();
      offsets[position + 1] = offsets[position];
    }
  }

  private BigInteger unscaled(BigDecimal value) throws UnfitValue {
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() <= type.scale()) {
      BigDecimal scaled = stripped.setScale(type.scale());
      if (scaled.precision() <= type.precision()) {
        return scaled.unscaledValue();
      }
    }
    throw new UnfitValue("the value " + value + " does not fit a " + type + " without rounding");
  }

  private static void putBytes(BytesColumn column, BigInteger unscaled, int position) {
    int start = column.offsets()[position];
    int end = start + Columns.LONG_DECIMAL_BYTES;
    column.ensureDataCapacity(end);
    LongDecimals.put(unscaled, column.data(), start);
    column.offsets()[position + 1] = end;
  }
}
