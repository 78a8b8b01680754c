package sleeper.query.arrow;

import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;

/**
 * The Arrow types of our types.
 *
 * <pre>
 * INT         int32                 BOOLEAN    bool
 * LONG        int64                 FLOAT      float32
 * STRING      utf8                  DOUBLE     float64
 * BYTE_ARRAY  binary                TIMESTAMP  timestamp[ns, UTC]
 * list        list&lt;element&gt;   DATE       date32
 * map         map&lt;key, value&gt; DECIMAL    decimal128(precision, scale)
 * </pre>
 */
public final class ArrowSchemas {

  private static final int DECIMAL_BITS = 128;
  private static final int INT_BITS = 32;
  private static final int LONG_BITS = 64;

  private ArrowSchemas() {}

  /** The Arrow schema of columns. */
  public static org.apache.arrow.vector.types.pojo.Schema of(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.fields().stream()
            .map(field -> field(field.name(), field.type(), field.nullable()))
            .toList());
  }

  private static Field field(String name, Type type, boolean isNullable) {
    if (type instanceof ListType list) {
      return new Field(
          name,
          fieldType(isNullable, ArrowType.List.INSTANCE),
          List.of(field("element", list.element(), false)));
    }
    if (type instanceof MapType map) {
      return new Field(
          name, fieldType(isNullable, new ArrowType.Map(false)), List.of(entries(map)));
    }
    return new Field(name, fieldType(isNullable, primitive((PrimitiveType) type)), List.of());
  }

  private static Field entries(MapType map) {
    return new Field(
        MapVector.DATA_VECTOR_NAME,
        fieldType(false, ArrowType.Struct.INSTANCE),
        List.of(
            field(MapVector.KEY_NAME, map.key(), false),
            field(MapVector.VALUE_NAME, map.value(), false)));
  }

  private static FieldType fieldType(boolean isNullable, ArrowType type) {
    return new FieldType(isNullable, type, null);
  }

  private static ArrowType primitive(PrimitiveType type) {
    return switch (type.kind()) {
      case INT -> new ArrowType.Int(INT_BITS, true);
      case LONG -> new ArrowType.Int(LONG_BITS, true);
      case STRING -> ArrowType.Utf8.INSTANCE;
      case BYTE_ARRAY -> ArrowType.Binary.INSTANCE;
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC");
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
    };
  }
}
