package sleeper.core.schema;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A type of single values.
 *
 * @param kind what the values are
 * @param precision decimal digits of a {@link Kind#DECIMAL}, 1 to 38; 0 for every other kind
 * @param scale decimal digits after the point of a {@link Kind#DECIMAL}; 0 for every other kind
 */
public record PrimitiveType(Kind kind, int precision, int scale) implements Type {

  /** The most digits a decimal can have. */
  public static final int MAX_PRECISION = 38;

  /** The most digits a decimal can have whose unscaled value still fits a long. */
  public static final int MAX_LONG_PRECISION = 18;

  public static final PrimitiveType INT = new PrimitiveType(Kind.INT, 0, 0);
  public static final PrimitiveType LONG = new PrimitiveType(Kind.LONG, 0, 0);
  public static final PrimitiveType STRING = new PrimitiveType(Kind.STRING, 0, 0);
  public static final PrimitiveType BYTE_ARRAY = new PrimitiveType(Kind.BYTE_ARRAY, 0, 0);
  public static final PrimitiveType BOOLEAN = new PrimitiveType(Kind.BOOLEAN, 0, 0);
  public static final PrimitiveType FLOAT = new PrimitiveType(Kind.FLOAT, 0, 0);
  public static final PrimitiveType DOUBLE = new PrimitiveType(Kind.DOUBLE, 0, 0);
  public static final PrimitiveType TIMESTAMP = new PrimitiveType(Kind.TIMESTAMP, 0, 0);
  public static final PrimitiveType DATE = new PrimitiveType(Kind.DATE, 0, 0);

  /** What the values of a type are, and which Java class holds one in a row. */
  public enum Kind {
    /** 32-bit signed; {@link Integer}. */
    INT(Integer.class),
    /** 64-bit signed; {@link Long}. */
    LONG(Long.class),
    /** Unicode text, ordered by its UTF-8 bytes, unsigned; {@link String}. */
    STRING(String.class),
    /** Bytes, ordered unsigned; {@code byte[]}. */
    BYTE_ARRAY(byte[].class),
    /** False before true; {@link Boolean}. */
    BOOLEAN(Boolean.class),
    /** IEEE 754 single; {@link Float}. */
    FLOAT(Float.class),
    /** IEEE 754 double; {@link Double}. */
    DOUBLE(Double.class),
    /** A UTC instant in whole nanoseconds that fits a long (1677 to 2262); {@link Instant}. */
    TIMESTAMP(Instant.class),
    /** A day in days since 1970-01-01 that fits an int; {@link LocalDate}. */
    DATE(LocalDate.class),
    /** An exact decimal of fixed precision and scale; {@link BigDecimal}. */
    DECIMAL(BigDecimal.class);

    private final Class<?> javaClass;

    Kind(Class<?> javaClass) {
      this.javaClass = javaClass;
    }

    /** The class of its values in a row. */
    public Class<?> javaClass() {
      return javaClass;
    }
  }

  public PrimitiveType {
    if (kind == Kind.DECIMAL) {
      if (precision < 1 || precision > MAX_PRECISION) {
        throw new IllegalArgumentException(
            "A decimal has 1 to " + MAX_PRECISION + " digits: precision=" + precision);
      }
      if (scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "A decimal's scale is between 0 and its precision: precision="
                + precision
                + ", scale="
                + scale);
      }
    } else if (precision != 0 || scale != 0) {
      throw new IllegalArgumentException("Only a decimal has precision and scale: kind=" + kind);
    }
  }

  /** A decimal of {@code precision} digits, {@code scale} of them after the point. */
  public static PrimitiveType decimal(int precision, int scale) {
    return new PrimitiveType(Kind.DECIMAL, precision, scale);
  }

  @Override
  public boolean isKnownToSleeper() {
    return switch (kind) {
      case INT, LONG, STRING, BYTE_ARRAY -> true;
      case BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, DATE, DECIMAL -> false;
    };
  }

  @Override
  public String toString() {
    return kind == Kind.DECIMAL ? "decimal(" + precision + "," + scale + ")" : kindName();
  }

  private String kindName() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
