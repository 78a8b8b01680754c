package sleeper.parquet.block;

import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

/** Makes the column that holds a type. */
public final class Columns {

  /** The bytes of a decimal that is too long for a long. */
  public static final int LONG_DECIMAL_BYTES = 16;

  private static final int GUESSED_VALUE_BYTES = 16;

  private Columns() {}

  /** An empty column for values of a type, with room for some. */
  public static Column create(Type type, int capacity) {
    if (type instanceof ListType list) {
      return new ListColumn(type, capacity, create(list.element(), capacity));
    }
    if (type instanceof MapType map) {
      return new MapColumn(
          type, capacity, create(map.key(), capacity), create(map.value(), capacity));
    }
    return createPrimitive((PrimitiveType) type, capacity);
  }

  private static Column createPrimitive(PrimitiveType type, int capacity) {
    return switch (type.kind()) {
      case INT, DATE, FLOAT -> new IntColumn(type, capacity);
      case LONG, TIMESTAMP, DOUBLE -> new LongColumn(type, capacity);
      case BOOLEAN -> new ByteColumn(type, capacity);
      case STRING, BYTE_ARRAY -> new BytesColumn(type, capacity, capacity * GUESSED_VALUE_BYTES);
      case DECIMAL ->
          type.precision() <= PrimitiveType.MAX_LONG_PRECISION
              ? new LongColumn(type, capacity)
              : new BytesColumn(type, capacity, capacity * LONG_DECIMAL_BYTES);
    };
  }
}
