package sleeper.query.filter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.EpochNanos;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.PrimitiveType.Kind;

/** Checks what fields are compared with. */
final class Operands {

  private Operands() {}

  /** The operand as a value of the field's type; an int is taken for a long, too. */
  static Object checked(Field field, Operator operator, @Nullable Object operand) {
    if (!(field.type() instanceof PrimitiveType type)) {
      throw new InvalidInput(
          "Field %s is a %s, which \"%s\" cannot compare; only null can be asked for"
              .formatted(field.name(), field.type(), operator.symbol()));
    }
    if (operand == null) {
      throw new InvalidInput(
          "Field %s is compared with no value; ask for \"is null\" instead"
              .formatted(field.name()));
    }
    Object value =
        type.kind() == Kind.LONG && operand instanceof Integer number
            ? (Object) number.longValue()
            : operand;
    if (!javaClass(type.kind()).isInstance(value)) {
      throw new InvalidInput(
          "Field %s is a %s, so it cannot be compared with a %s: value=%s"
              .formatted(field.name(), type, value.getClass().getSimpleName(), show(value)));
    }
    return fitting(field, type, value);
  }

  static String show(Object value) {
    return value instanceof byte[] bytes
        ? "0x" + HexFormat.of().formatHex(bytes)
        : String.valueOf(value);
  }

  private static Object fitting(Field field, PrimitiveType type, Object value) {
    if (value instanceof BigDecimal decimal) {
      return exactDecimal(field, type, decimal);
    }
    if (value instanceof Instant instant) {
      requireWithin(field, instant, EpochNanos.MIN, EpochNanos.MAX);
    }
    if (value instanceof LocalDate date) {
      requireWithin(field, date.toEpochDay(), (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
    }
    return value;
  }

  private static <T extends Comparable<T>> void requireWithin(Field field, T value, T min, T max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidInput(
          "Field %s cannot hold such a value: value=%s, min=%s, max=%s"
              .formatted(field.name(), value, min, max));
    }
  }

  private static BigDecimal exactDecimal(Field field, PrimitiveType type, BigDecimal decimal) {
    try {
      // Digits are counted first: setScale on an exponent of millions would write them all out.
      long digits = (long) decimal.precision() - decimal.scale() + type.scale();
      if (decimal.signum() == 0 || digits <= type.precision()) {
        return decimal.setScale(type.scale(), RoundingMode.UNNECESSARY);
      }
    } catch (ArithmeticException e) {
      throw notHeld(field, type, decimal);
    }
    throw notHeld(field, type, decimal);
  }

  private static InvalidInput notHeld(Field field, PrimitiveType type, BigDecimal decimal) {
    return new InvalidInput(
        "Field %s is a %s and can hold no such number: value=%s"
            .formatted(field.name(), type, decimal));
  }

  private static Class<?> javaClass(Kind kind) {
    return switch (kind) {
      case INT -> Integer.class;
      case LONG -> Long.class;
      case STRING -> String.class;
      case BYTE_ARRAY -> byte[].class;
      case BOOLEAN -> Boolean.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case TIMESTAMP -> Instant.class;
      case DATE -> LocalDate.class;
      case DECIMAL -> BigDecimal.class;
    };
  }
}
