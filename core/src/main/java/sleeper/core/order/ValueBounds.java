package sleeper.core.order;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import sleeper.core.key.EpochNanos;
import sleeper.core.schema.PrimitiveType;

/**
 * The least value of each type, and the value that follows another with none between, in {@link
 * ValueOrder}. With them any range can be written with its minimum inclusive and its maximum
 * exclusive.
 */
public final class ValueBounds {

  private ValueBounds() {}

  /** The least value of a type. For floating point it is negative infinity. */
  public static Object minimum(PrimitiveType type) {
    return switch (type.kind()) {
      case INT -> Integer.MIN_VALUE;
      case LONG -> Long.MIN_VALUE;
      case STRING -> "";
      case BYTE_ARRAY -> new byte[0];
      case BOOLEAN -> false;
      case FLOAT -> Float.NEGATIVE_INFINITY;
      case DOUBLE -> Double.NEGATIVE_INFINITY;
      case TIMESTAMP -> EpochNanos.MIN;
      case DATE -> LocalDate.ofEpochDay(Integer.MIN_VALUE);
      case DECIMAL -> new BigDecimal(greatestUnscaled(type).negate(), type.scale());
    };
  }

  /** Whether no value of the type is less. */
  public static boolean isMinimum(PrimitiveType type, Object value) {
    return ValueOrder.compare(type, value, minimum(type)) == 0;
  }

  /**
   * The least value that is greater; none after the greatest. NaN and -0.0, which no key has, do
   * not count: nothing follows positive infinity, and 0.0 follows the last negative number.
   */
  public static Optional<Object> next(PrimitiveType type, Object value) {
    return switch (type.kind()) {
      case INT -> nextInt((Integer) value);
      case LONG -> nextLong((Long) value);
      case STRING -> Optional.of((String) value + '\0');
      case BYTE_ARRAY -> Optional.of(appendZero((byte[]) value));
      case BOOLEAN -> (Boolean) value ? Optional.empty() : Optional.of(true);
      case FLOAT -> nextFloat((Float) value);
      case DOUBLE -> nextDouble((Double) value);
      case TIMESTAMP -> nextInstant((Instant) value);
      case DATE -> nextDate((LocalDate) value);
      case DECIMAL -> nextDecimal(type, (BigDecimal) value);
    };
  }

  private static Optional<Object> nextInt(int value) {
    return value == Integer.MAX_VALUE ? Optional.empty() : Optional.of(value + 1);
  }

  private static Optional<Object> nextLong(long value) {
    return value == Long.MAX_VALUE ? Optional.empty() : Optional.of(value + 1);
  }

  private static byte[] appendZero(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  private static Optional<Object> nextFloat(float value) {
    if (value == Float.POSITIVE_INFINITY || Float.isNaN(value)) {
      return Optional.empty();
    }
    // Adding zero turns -0.0 into 0.0 and leaves all else.
    return Optional.of(Math.nextUp(value) + 0f);
  }

  private static Optional<Object> nextDouble(double value) {
    if (value == Double.POSITIVE_INFINITY || Double.isNaN(value)) {
      return Optional.empty();
    }
    return Optional.of(Math.nextUp(value) + 0d);
  }

  private static Optional<Object> nextInstant(Instant value) {
    return value.equals(EpochNanos.MAX) ? Optional.empty() : Optional.of(value.plusNanos(1));
  }

  private static Optional<Object> nextDate(LocalDate value) {
    return value.toEpochDay() == Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(value.plusDays(1));
  }

  private static Optional<Object> nextDecimal(PrimitiveType type, BigDecimal value) {
    BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
    return unscaled.equals(greatestUnscaled(type))
        ? Optional.empty()
        : Optional.of(new BigDecimal(unscaled.add(BigInteger.ONE), type.scale()));
  }

  private static BigInteger greatestUnscaled(PrimitiveType type) {
    return BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
  }
}
