package sleeper.parquet.read;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.PrimitiveType.Kind;

/** Which table types a file's types can be read as: the same or wider ones, never narrower. */
final class Conversions {

  private static final long NANOS_PER_MICRO = 1_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private Conversions() {}

  /** How to read a file's type as a table's; null if that is not possible without loss. */
  static @Nullable Conversion find(
      org.apache.parquet.schema.PrimitiveType file, PrimitiveType table) {
    LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
    if (annotation instanceof TimeLogicalTypeAnnotation) {
      return null;
    }
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return table.kind() == Kind.DECIMAL ? DecimalConversions.find(file, decimal, table) : null;
    }
    return switch (table.kind()) {
      case BOOLEAN -> same(file, PrimitiveTypeName.BOOLEAN);
      case INT -> isPlainInteger(annotation) ? sameInt(file, annotation) : null;
      case LONG -> isPlainInteger(annotation) ? toLong(file, annotation) : null;
      case FLOAT -> isHalf(annotation) ? FloatConversions.HALF_TO_FLOAT : sameFloat(file);
      case DOUBLE -> toDouble(file, annotation);
      case DATE ->
          annotation instanceof DateLogicalTypeAnnotation
              ? same(file, PrimitiveTypeName.INT32)
              : null;
      case TIMESTAMP -> toTimestamp(file, annotation);
      case STRING -> toText(file, annotation);
      case BYTE_ARRAY -> toBytes(file);
      case DECIMAL -> null;
    };
  }

  private static @Nullable Conversion same(
      org.apache.parquet.schema.PrimitiveType file, PrimitiveTypeName name) {
    return file.getPrimitiveTypeName() == name ? Checks.NONE : null;
  }

  private static @Nullable Conversion sameFloat(org.apache.parquet.schema.PrimitiveType file) {
    return same(file, PrimitiveTypeName.FLOAT);
  }

  private static @Nullable Conversion sameInt(
      org.apache.parquet.schema.PrimitiveType file, @Nullable LogicalTypeAnnotation annotation) {
    return isUnsigned(annotation, Integer.SIZE) ? null : same(file, PrimitiveTypeName.INT32);
  }

  private static @Nullable Conversion toLong(
      org.apache.parquet.schema.PrimitiveType file, @Nullable LogicalTypeAnnotation annotation) {
    return switch (file.getPrimitiveTypeName()) {
      case INT32 ->
          isUnsigned(annotation, Integer.SIZE)
              ? LongConversions.UNSIGNED_INTS
              : LongConversions.INTS;
      case INT64 -> isUnsigned(annotation, Long.SIZE) ? Checks.UNSIGNED_LONGS : Checks.NONE;
      default -> null;
    };
  }

  private static @Nullable Conversion toDouble(
      org.apache.parquet.schema.PrimitiveType file, @Nullable LogicalTypeAnnotation annotation) {
    if (isHalf(annotation)) {
      return FloatConversions.HALF_TO_DOUBLE;
    }
    return switch (file.getPrimitiveTypeName()) {
      case DOUBLE -> Checks.NONE;
      case FLOAT -> FloatConversions.FLOAT_TO_DOUBLE;
      default -> null;
    };
  }

  private static @Nullable Conversion toTimestamp(
      org.apache.parquet.schema.PrimitiveType file, @Nullable LogicalTypeAnnotation annotation) {
    if (file.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      return LongConversions.INT96;
    }
    if (!(annotation instanceof TimestampLogicalTypeAnnotation timestamp)) {
      return null;
    }
    return switch (timestamp.getUnit()) {
      case NANOS -> Checks.NONE;
      case MICROS -> new LongConversions.Scaled(NANOS_PER_MICRO, Long.MAX_VALUE, "a timestamp");
      case MILLIS -> new LongConversions.Scaled(NANOS_PER_MILLI, Long.MAX_VALUE, "a timestamp");
    };
  }

  private static @Nullable Conversion toText(
      org.apache.parquet.schema.PrimitiveType file, @Nullable LogicalTypeAnnotation annotation) {
    if (annotation instanceof UUIDLogicalTypeAnnotation) {
      return new UuidText();
    }
    return file.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
            && !(annotation instanceof BsonLogicalTypeAnnotation)
        ? Checks.TEXT
        : null;
  }

  private static @Nullable Conversion toBytes(org.apache.parquet.schema.PrimitiveType file) {
    return switch (file.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY -> Checks.BYTES;
      default -> null;
    };
  }

  private static boolean isHalf(@Nullable LogicalTypeAnnotation annotation) {
    return annotation instanceof Float16LogicalTypeAnnotation;
  }

  private static boolean isPlainInteger(@Nullable LogicalTypeAnnotation annotation) {
    return annotation == null
        || annotation instanceof IntLogicalTypeAnnotation
        || annotation instanceof UnknownLogicalTypeAnnotation;
  }

  private static boolean isUnsigned(@Nullable LogicalTypeAnnotation annotation, int bits) {
    return annotation instanceof IntLogicalTypeAnnotation integer
        && !integer.isSigned()
        && integer.getBitWidth() == bits;
  }
}
