package sleeper.ingest.rows;

import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** Makes the filler that suits a field. */
final class ColumnFillers {

  private ColumnFillers() {}

  /** A filler of a new column; keys refuse values that have no place in the order of keys. */
  static ColumnFiller create(Field field, int capacity, KeyRole role) {
    return create(field.type(), Columns.create(field.type(), capacity), role);
  }

  /** Whether a field is part of the key. */
  enum KeyRole {
    KEY,
    VALUE
  }

  private static ColumnFiller create(Type type, Column column, KeyRole role) {
    if (column instanceof ListColumn list) {
      return new NestedFillers.ListFiller(
          list, create(list.elements().type(), list.elements(), role));
    }
    if (column instanceof MapColumn map) {
      return new NestedFillers.MapFiller(
          map,
          create(map.keys().type(), map.keys(), role),
          create(map.values().type(), map.values(), role));
    }
    return createPrimitive((PrimitiveType) type, column, role);
  }

  private static ColumnFiller createPrimitive(PrimitiveType type, Column column, KeyRole role) {
    boolean key = role == KeyRole.KEY;
    return switch (type.kind()) {
      case INT -> ints(column, Conversions::intOf);
      case DATE -> ints(column, Conversions::epochDayOf);
      case FLOAT -> ints(column, key ? Conversions::floatKeyBitsOf : Conversions::floatBitsOf);
      case LONG -> longs(column, Conversions::longOf);
      case TIMESTAMP -> longs(column, Conversions::epochNanosOf);
      case DOUBLE -> longs(column, key ? Conversions::doubleKeyBitsOf : Conversions::doubleBitsOf);
      case BOOLEAN -> new PrimitiveFillers.BooleanFiller((ByteColumn) column);
      case STRING -> new BytesFillers.StringFiller((BytesColumn) column);
      case BYTE_ARRAY -> new BytesFillers.ByteArrayFiller((BytesColumn) column);
      case DECIMAL -> decimals(type, column);
    };
  }

  private static ColumnFiller decimals(PrimitiveType type, Column column) {
    return column instanceof LongColumn
        ? longs(column, value -> Conversions.unscaledLongOf(type, value))
        : new BytesFillers.LongDecimalFiller((BytesColumn) column, type);
  }

  private static ColumnFiller ints(Column column, PrimitiveFillers.ToInt conversion) {
    return new PrimitiveFillers.IntFiller((IntColumn) column, conversion);
  }

  private static ColumnFiller longs(Column column, PrimitiveFillers.ToLong conversion) {
    return new PrimitiveFillers.LongFiller((LongColumn) column, conversion);
  }
}
