package sleeper.query.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.Column;
import org.apache.parquet.filter2.predicate.Operators.SupportsEqNotEq;
import org.apache.parquet.filter2.predicate.Operators.SupportsLtGt;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.EpochNanos;
import sleeper.core.schema.PrimitiveType;

/** One comparison as Parquet's predicates have it, on the physical type that files have. */
final class ParquetComparisons {

  private ParquetComparisons() {}

  static FilterPredicate predicate(Comparison comparison) {
    String name = comparison.field().name();
    PrimitiveType type = comparison.primitiveType();
    Operator operator = comparison.operator();
    Object value = comparison.operand();
    return switch (type.kind()) {
      case INT -> ordered(FilterApi.intColumn(name), operator, (Integer) value);
      case LONG -> ordered(FilterApi.longColumn(name), operator, (Long) value);
      case FLOAT -> ordered(FilterApi.floatColumn(name), operator, (Float) value);
      case DOUBLE -> ordered(FilterApi.doubleColumn(name), operator, (Double) value);
      case BOOLEAN -> unordered(name, operator, (Boolean) value);
      case DATE -> ordered(FilterApi.intColumn(name), operator, days((LocalDate) value));
      case TIMESTAMP -> ordered(FilterApi.longColumn(name), operator, nanoseconds((Instant) value));
      case STRING, BYTE_ARRAY -> ordered(FilterApi.binaryColumn(name), operator, binary(value));
      case DECIMAL -> decimal(name, type, operator, (BigDecimal) value);
    };
  }

  private static FilterPredicate decimal(
      String name, PrimitiveType type, Operator operator, @Nullable BigDecimal value) {
    if (type.precision() <= PrimitiveType.MAX_LONG_PRECISION) {
      Long unscaled = value == null ? null : StoredValues.unscaledLong(value);
      return ordered(FilterApi.longColumn(name), operator, unscaled);
    }
    Binary unscaled =
        value == null ? null : Binary.fromConstantByteArray(StoredValues.unscaledBytes(value));
    return ordered(FilterApi.binaryColumn(name), operator, unscaled);
  }

  /** Parquet knows no order of booleans, so the one that matches is named. */
  private static FilterPredicate unordered(
      String name, Operator operator, @Nullable Boolean value) {
    var column = FilterApi.booleanColumn(name);
    if (value == null) {
      return equality(column, operator, null);
    }
    boolean keepsFalse = operator.accepts(Boolean.compare(false, value));
    boolean keepsTrue = operator.accepts(Boolean.compare(true, value));
    return keepsFalse == keepsTrue
        ? FilterApi.notEq(column, null)
        : FilterApi.eq(column, keepsTrue);
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsLtGt>
      FilterPredicate ordered(C column, Operator operator, @Nullable T value) {
    return switch (operator) {
      case LESS -> FilterApi.lt(column, value);
      case LESS_OR_EQUAL -> FilterApi.ltEq(column, value);
      case GREATER -> FilterApi.gt(column, value);
      case GREATER_OR_EQUAL -> FilterApi.gtEq(column, value);
      case EQUAL, NOT_EQUAL, IS_NULL, IS_NOT_NULL -> equality(column, operator, value);
    };
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsEqNotEq>
      FilterPredicate equality(C column, Operator operator, @Nullable T value) {
    return switch (operator) {
      case EQUAL, IS_NULL -> FilterApi.eq(column, value);
      case NOT_EQUAL, IS_NOT_NULL -> FilterApi.notEq(column, value);
      default -> throw new IllegalStateException("Not an equality: operator=" + operator);
    };
  }

  private static @Nullable Integer days(@Nullable LocalDate value) {
    return value == null ? null : Math.toIntExact(value.toEpochDay());
  }

  private static @Nullable Long nanoseconds(@Nullable Instant value) {
    return value == null ? null : EpochNanos.of(value);
  }

  private static @Nullable Binary binary(@Nullable Object value) {
    return value == null ? null : Binary.fromConstantByteArray(StoredValues.bytes(value));
  }
}
