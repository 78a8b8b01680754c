package sleeper.parquet.schema;

import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.PrimitiveType;

/** The table types that hold a file's single values without loss. */
final class LeafTypes {

  private LeafTypes() {}

  static Optional<PrimitiveType> naturalType(org.apache.parquet.schema.PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return decimal(decimal);
    }
    return Optional.ofNullable(
        switch (type.getPrimitiveTypeName()) {
          case BOOLEAN -> PrimitiveType.BOOLEAN;
          case INT32 -> fromInt32(annotation);
          case INT64 -> fromInt64(annotation);
          case INT96 -> PrimitiveType.TIMESTAMP;
          case FLOAT -> PrimitiveType.FLOAT;
          case DOUBLE -> PrimitiveType.DOUBLE;
          case BINARY -> fromBinary(annotation);
          case FIXED_LEN_BYTE_ARRAY -> fromFixed(annotation);
        });
  }

  static String describe(org.apache.parquet.schema.PrimitiveType type) {
    String name = type.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    String physical =
        type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
            ? name + "(" + type.getTypeLength() + ")"
            : name;
    return type.getLogicalTypeAnnotation() == null
        ? physical
        : physical + " " + type.getLogicalTypeAnnotation();
  }

  private static Optional<PrimitiveType> decimal(DecimalLogicalTypeAnnotation decimal) {
    int precision = decimal.getPrecision();
    int scale = decimal.getScale();
    return precision >= 1
            && precision <= PrimitiveType.MAX_PRECISION
            && scale >= 0
            && scale <= precision
        ? Optional.of(PrimitiveType.decimal(precision, scale))
        : Optional.empty();
  }

  private static @Nullable PrimitiveType fromInt32(@Nullable LogicalTypeAnnotation annotation) {
    if (annotation instanceof DateLogicalTypeAnnotation) {
      return PrimitiveType.DATE;
    }
    if (annotation instanceof TimeLogicalTypeAnnotation) {
      return null;
    }
    if (annotation instanceof IntLogicalTypeAnnotation integer
        && !integer.isSigned()
        && integer.getBitWidth() == Integer.SIZE) {
      return PrimitiveType.LONG;
    }
    return PrimitiveType.INT;
  }

  private static @Nullable PrimitiveType fromInt64(@Nullable LogicalTypeAnnotation annotation) {
    if (annotation instanceof TimestampLogicalTypeAnnotation) {
      return PrimitiveType.TIMESTAMP;
    }
    return annotation instanceof TimeLogicalTypeAnnotation ? null : PrimitiveType.LONG;
  }

  private static PrimitiveType fromBinary(@Nullable LogicalTypeAnnotation annotation) {
    return annotation instanceof StringLogicalTypeAnnotation
            || annotation instanceof EnumLogicalTypeAnnotation
            || annotation instanceof JsonLogicalTypeAnnotation
        ? PrimitiveType.STRING
        : PrimitiveType.BYTE_ARRAY;
  }

  private static PrimitiveType fromFixed(@Nullable LogicalTypeAnnotation annotation) {
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return PrimitiveType.FLOAT;
    }
    return annotation instanceof UUIDLogicalTypeAnnotation
        ? PrimitiveType.STRING
        : PrimitiveType.BYTE_ARRAY;
  }
}
