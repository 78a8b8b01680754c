package sleeper.ingest.rows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.EpochNanos;
import sleeper.core.key.KeyValues;
import sleeper.core.schema.PrimitiveType;

/** Java values into the bits that columns hold. Only conversions that lose nothing. */
final class Conversions {

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
    if (!KeyValues.isAllowed(Float.intBitsToFloat(bits))) {
      throw notAKey(value);
    }
    return bits;
  }

  static long doubleKeyBitsOf(Object value) throws ValueMismatch {
    long bits = doubleBitsOf(value);
    if (!KeyValues.isAllowed(Double.longBitsToDouble(bits))) {
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
      return EpochNanos.of(instant);
    } catch (InvalidInput e) {
      throw ValueMismatch.outOfBounds(
          value, "is not between " + EpochNanos.MIN + " and " + EpochNanos.MAX);
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

  private static ValueMismatch notAKey(Object value) {
    return ValueMismatch.outOfBounds(value, "has no place in the order of keys");
  }

  private static ValueMismatch doesNotFit(PrimitiveType type, Object value) {
    return ValueMismatch.outOfBounds(value, "does not fit a " + type + " without rounding");
  }
}
