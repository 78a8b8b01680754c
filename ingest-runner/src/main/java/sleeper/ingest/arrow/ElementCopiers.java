package sleeper.ingest.arrow;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;
import sleeper.ingest.arrow.NestedCopiers.Bounds;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** Finds the copier for a vector and the type it is to become; only those that lose nothing. */
final class ElementCopiers {

  private static final int MILLIS_PER_DAY = 86_400_000;

  private ElementCopiers() {}

  /** A copier, or null if the type cannot hold what the vector has. */
  static @Nullable ElementCopier create(ValueVector vector, Type type, Column column) {
    if (type instanceof ListType list) {
      return createList(vector, list, (ListColumn) column);
    }
    if (type instanceof MapType map) {
      return vector instanceof MapVector maps ? createMap(maps, map, (MapColumn) column) : null;
    }
    PrimitiveType primitive = (PrimitiveType) type;
    return switch (primitive.kind()) {
      case INT -> createInt(vector, (IntColumn) column);
      case LONG -> createLong(vector, (LongColumn) column);
      case FLOAT -> createFloat(vector, (IntColumn) column);
      case DOUBLE -> createDouble(vector, (LongColumn) column);
      case BOOLEAN ->
          vector instanceof BitVector bits
              ? new FixedCopiers.Booleans(vector, (ByteColumn) column, bits::get)
              : null;
      case DATE -> createDate(vector, (IntColumn) column);
      case TIMESTAMP -> createTimestamp(vector, (LongColumn) column);
      case STRING -> createString(vector, (BytesColumn) column);
      case BYTE_ARRAY -> createBytes(vector, (BytesColumn) column);
      case DECIMAL ->
          vector instanceof DecimalVector || vector instanceof Decimal256Vector
              ? new DecimalCopier(vector, primitive, column)
              : null;
    };
  }

  private static @Nullable ElementCopier createInt(ValueVector vector, IntColumn column) {
    if (vector instanceof BaseIntVector ints && !isWide(vector)) {
      return new FixedCopiers.Ints(vector, column, i -> (int) ints.getValueAsLong(i));
    }
    return null;
  }

  private static boolean isWide(ValueVector vector) {
    return vector instanceof BigIntVector
        || vector instanceof UInt4Vector
        || vector instanceof UInt8Vector;
  }

  private static @Nullable ElementCopier createLong(ValueVector vector, LongColumn column) {
    if (vector instanceof UInt8Vector unsigned) {
      return new FixedCopiers.Longs(vector, column, i -> checkedUnsigned(unsigned.get(i)));
    }
    if (vector instanceof BaseIntVector ints) {
      return new FixedCopiers.Longs(vector, column, ints::getValueAsLong);
    }
    return null;
  }

  private static long checkedUnsigned(long value) throws UnfitValue {
    if (value < 0) {
      throw new UnfitValue(
          "the value " + Long.toUnsignedString(value) + " is more than a long can hold");
    }
    return value;
  }

  private static @Nullable ElementCopier createFloat(ValueVector vector, IntColumn column) {
    return vector instanceof Float4Vector floats
        ? new FixedCopiers.Ints(vector, column, i -> Float.floatToRawIntBits(floats.get(i)))
        : null;
  }

  private static @Nullable ElementCopier createDouble(ValueVector vector, LongColumn column) {
    if (vector instanceof Float8Vector doubles) {
      return new FixedCopiers.Longs(
          vector, column, i -> Double.doubleToRawLongBits(doubles.get(i)));
    }
    if (vector instanceof Float4Vector floats) {
      return new FixedCopiers.Longs(vector, column, i -> Double.doubleToRawLongBits(floats.get(i)));
    }
    return null;
  }

  private static @Nullable ElementCopier createDate(ValueVector vector, IntColumn column) {
    if (vector instanceof DateDayVector days) {
      return new FixedCopiers.Ints(vector, column, days::get);
    }
    if (vector instanceof DateMilliVector millis) {
      return new FixedCopiers.Ints(vector, column, i -> wholeDays(millis.get(i)));
    }
    return null;
  }

  private static int wholeDays(long millis) throws UnfitValue {
    long days = millis / MILLIS_PER_DAY;
    if (days * MILLIS_PER_DAY != millis || days != (int) days) {
      throw new UnfitValue(
          "the value " + millis + " ms is not a number of whole days that an int can hold");
    }
    return (int) days;
  }

  private static @Nullable ElementCopier createTimestamp(ValueVector vector, LongColumn column) {
    if (vector instanceof TimeStampVector times) {
      ArrowType.Timestamp type = (ArrowType.Timestamp) times.getField().getType();
      long factor = nanosPer(type.getUnit());
      return new FixedCopiers.Longs(vector, column, i -> nanos(times.get(i), factor));
    }
    return null;
  }

  private static long nanosPer(TimeUnit unit) {
    return switch (unit) {
      case SECOND -> 1_000_000_000L;
      case MILLISECOND -> 1_000_000L;
      case MICROSECOND -> 1_000L;
      case NANOSECOND -> 1L;
    };
  }

  private static long nanos(long value, long factor) throws UnfitValue {
    try {
      return Math.multiplyExact(value, factor);
    } catch (ArithmeticException e) {
      throw new UnfitValue(
          "the time "
              + value
              + " in units of "
              + factor
              + " ns is not between the years 1677 and 2262");
    }
  }

  private static @Nullable ElementCopier createString(ValueVector vector, BytesColumn column) {
    if (vector instanceof VarCharVector text) {
      return new BytesCopier(text, column);
    }
    return vector instanceof LargeVarCharVector text ? new BytesCopier(text, column) : null;
  }

  private static @Nullable ElementCopier createBytes(ValueVector vector, BytesColumn column) {
    if (vector instanceof FixedSizeBinaryVector bytes) {
      return new BytesCopier(bytes, column);
    }
    if (vector instanceof BaseVariableWidthVector bytes) {
      return new BytesCopier(bytes, column);
    }
    return vector instanceof BaseLargeVariableWidthVector bytes
        ? new BytesCopier(bytes, column)
        : null;
  }

  private static @Nullable ElementCopier createList(
      ValueVector vector, ListType type, ListColumn column) {
    ValueVector data = elementsOf(vector);
    ElementCopier elements = data == null ? null : create(data, type.element(), column.elements());
    if (elements == null) {
      return null;
    }
    Bounds bounds =
        vector instanceof LargeListVector large
            ? Bounds.of(large)
            : Bounds.of((BaseListVector) vector);
    return new NestedCopiers.Lists(vector, bounds, column, elements);
  }

  private static @Nullable ValueVector elementsOf(ValueVector vector) {
    if (vector instanceof ListVector lists && !(vector instanceof MapVector)) {
      return lists.getDataVector();
    }
    if (vector instanceof LargeListVector lists) {
      return lists.getDataVector();
    }
    return vector instanceof FixedSizeListVector lists ? lists.getDataVector() : null;
  }

  private static @Nullable ElementCopier createMap(
      MapVector vector, MapType type, MapColumn column) {
    StructVector entries = (StructVector) vector.getDataVector();
    ElementCopier keys = create(entries.getChildByOrdinal(0), type.key(), column.keys());
    ElementCopier values = create(entries.getChildByOrdinal(1), type.value(), column.values());
    return keys == null || values == null
        ? null
        : new NestedCopiers.Maps(vector, column, keys, values);
  }

  private static @Nullable ElementCopier create(
      org.apache.arrow.vector.@Nullable ValueVector vector, PrimitiveType type, Column column) {
    return vector == null ? null : create(vector, (Type) type, column);
  }
}
