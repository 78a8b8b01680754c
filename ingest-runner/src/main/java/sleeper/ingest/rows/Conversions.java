package sleeper.ingest.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import sleeper.core.schema.PrimitiveType;

/** Java values into the bits that columns hold. Only conversions that lose nothing. */
final class Conversions {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Conversions() {}

  static int intOf(Object value) throws ValueMismatch {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).intValue();
    }
    throw ValueMismatch.wrongClass(value, "an Integer");
  }

  static long longOf(Object value) throws ValueMismatch {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    throw ValueMismatch.wrongClass(value, "a Long");
  }

  static int floatBitsOf(Object value) throws ValueMismatch {
    if (value instanceof Float number) {
      return Float.floatToRawIntBits(number);
    }
    throw ValueMismatch.wrongClass(value, "a Float");
  }

  static long doubleBitsOf(Object value) throws ValueMismatch {
    if (value instanceof Double || value instanceof Float) {
      return Double.doubleToRawLongBits(((Number) value).doubleValue());
    }
    throw ValueMismatch.wrongClass(value, "a Double");
  }

  static int floatKeyBitsOf(Object value) throws ValueMismatch {
    int bits = floatBitsOf(value);
    float number = Float.intBitsToFloat(bits);
    if (Float.isNaN(number) || bits == Integer.MIN_VALUE) {
      throw notAKey(value);
    }
    return bits;
  }

  static long doubleKeyBitsOf(Object value) throws ValueMismatch {
    long bits = doubleBitsOf(value);
    double number = Double.longBitsToDouble(bits);
    if (Double.isNaN(number) || bits == Long.MIN_VALUE) {
      throw notAKey(value);
    }
    return bits;
  }

  static int epochDayOf(Object value) throws ValueMismatch {
    if (!(value instanceof LocalDate date)) {
      throw ValueMismatch.wrongClass(value, "a LocalDate");
    }
    long day = date.toEpochDay();
    if (day != (int) day) {
      throw ValueMismatch.outOfBounds(value, "is more days from 1970-01-01 than an int can count");
    }
    return (int) day;
  }

  static long epochNanosOf(Object value) throws ValueMismatch {
    if (!(value instanceof Instant instant)) {
      throw ValueMismatch.wrongClass(value, "an Instant");
    }
    try {
      return exactNanos(instant);
    } catch (ArithmeticException e) {
      throw ValueMismatch.outOfBounds(
          value,
          "is not between "
              + Instant.ofEpochSecond(0, Long.MIN_VALUE)
              + " and "
              + Instant.ofEpochSecond(0, Long.MAX_VALUE));
    }
  }

  static long unscaledLongOf(PrimitiveType type, Object value) throws ValueMismatch {
    return unscaledOf(type, value).longValueExact();
  }

  static BigInteger unscaledOf(PrimitiveType type, Object value) throws ValueMismatch {
    BigDecimal decimal = decimalOf(value);
    try {
      BigDecimal scaled = decimal.setScale(type.scale());
      if (scaled.precision() <= type.precision()) {
        return scaled.unscaledValue();
      }
    } catch (ArithmeticException e) {
      throw doesNotFit(type, value);
    }
    throw doesNotFit(type, value);
  }

  private static BigDecimal decimalOf(Object value) throws ValueMismatch {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Long || value instanceof Integer) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    throw ValueMismatch.wrongClass(value, "a BigDecimal");
  }

  /** Negative seconds are taken up by one, as their nanoseconds count the other way. */
  private static long exactNanos(Instant instant) {
    long seconds = instant.getEpochSecond();
    int nanos = instant.getNano();
    if (seconds < 0 && nanos > 0) {
      return Math.addExact(
          Math.multiplyExact(seconds + 1, NANOS_PER_SECOND), nanos - NANOS_PER_SECOND);
    }
    return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
  }

  private static ValueMismatch notAKey(Object value) {
    return ValueMismatch.outOfBounds(value, "has no place in the order of keys");
  }

  private static ValueMismatch doesNotFit(PrimitiveType type, Object value) {
    return ValueMismatch.outOfBounds(value, "does not fit a " + type + " without rounding");
  }
}
