package sleeper.query.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import sleeper.core.key.EpochNanos;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/**
 * One comparison, made ready to run over a column: the operand as columns hold values, and the
 * answer for values that are below, equal to and above it.
 */
final class ColumnTest {

  private final int field;
  private final Operator operator;
  private final Bounds bounds;

  private ColumnTest(int field, Operator operator, Bounds bounds) {
    this.field = field;
    this.operator = operator;
    this.bounds = bounds;
  }

  static ColumnTest of(int field, Comparison comparison) {
    Operator operator = comparison.operator();
    Bounds bounds =
        operator.takesValue()
            ? bounds(comparison.primitiveType(), operator, comparison.value())
            : Bounds.NONE;
    return new ColumnTest(field, operator, bounds);
  }

  /** The position of the column in blocks. */
  int field() {
    return field;
  }

  /** Clears the flags of the rows that do not match; the others stay as they are. */
  void match(Column column, byte[] keep) {
    if (operator == Operator.IS_NULL) {
      TestKernels.keepNulls(column, keep);
      return;
    }
    if (operator.takesValue()) {
      matchValues(column, keep);
    }
    TestKernels.dropNulls(column, keep);
  }

  private void matchValues(Column column, byte[] keep) {
    int rows = column.size();
    if (column instanceof IntColumn ints) {
      matchInts(ints, keep);
    } else if (column instanceof LongColumn longs) {
      matchLongs(longs, keep);
    } else if (column instanceof ByteColumn bytes) {
      TestKernels.bytes(bytes.values(), rows, bounds, keep);
    } else if (column instanceof BytesColumn bytes) {
      TestKernels.slices(bytes.data(), bytes.offsets(), rows, bounds, keep);
    } else if (column instanceof DictionaryColumn ids) {
      TestKernels.ids(ids, bounds, keep);
    } else {
      throw new IllegalStateException("A comparison needs single values: type=" + column.type());
    }
  }

  private void matchInts(IntColumn column, byte[] keep) {
    if (bounds.isFloating()) {
      TestKernels.floats(column.values(), column.size(), bounds, keep);
    } else {
      TestKernels.ints(column.values(), column.size(), bounds, keep);
    }
  }

  private void matchLongs(LongColumn column, byte[] keep) {
    if (bounds.isFloating()) {
      TestKernels.doubles(column.values(), column.size(), bounds, keep);
    } else {
      TestKernels.longs(column.values(), column.size(), bounds, keep);
    }
  }

  private static Bounds bounds(PrimitiveType type, Operator operator, Object value) {
    return switch (type.kind()) {
      case INT -> Bounds.of(operator, (Integer) value);
      case LONG -> Bounds.of(operator, (Long) value);
      case DATE -> Bounds.of(operator, ((LocalDate) value).toEpochDay());
      case TIMESTAMP -> Bounds.of(operator, EpochNanos.of((Instant) value));
      case BOOLEAN -> Bounds.of(operator, (Boolean) value ? 1 : 0);
      case FLOAT -> Bounds.ofFloating(operator, (Float) value);
      case DOUBLE -> Bounds.ofFloating(operator, (Double) value);
      case STRING, BYTE_ARRAY -> Bounds.ofBytes(operator, StoredValues.bytes(value));
      case DECIMAL ->
          type.precision() <= PrimitiveType.MAX_LONG_PRECISION
              ? Bounds.of(operator, StoredValues.unscaledLong((BigDecimal) value))
              : Bounds.ofSignedBytes(operator, StoredValues.unscaledBytes((BigDecimal) value));
    };
  }
}
