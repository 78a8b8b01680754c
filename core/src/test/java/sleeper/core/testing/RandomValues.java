package sleeper.core.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import sleeper.core.schema.PrimitiveType;

/**
 * Random values of every type, with least, greatest and awkward ones among them. The seed is
 * printed, so that a failure can be run again with {@link #RandomValues(String, long)}.
 */
public final class RandomValues {

  /** Every kind of primitive, decimals of both forms. */
  public static final List<PrimitiveType> TYPES =
      List.of(
          PrimitiveType.INT,
          PrimitiveType.LONG,
          PrimitiveType.STRING,
          PrimitiveType.BYTE_ARRAY,
          PrimitiveType.BOOLEAN,
          PrimitiveType.FLOAT,
          PrimitiveType.DOUBLE,
          PrimitiveType.TIMESTAMP,
          PrimitiveType.DATE,
          PrimitiveType.decimal(7, 2),
          PrimitiveType.decimal(38, 9));

  private static final int SPECIAL_ONE_IN = 8;

  private final Random random;

  /** Values from a new seed, which is printed. */
  public RandomValues(String test) {
    this(test, System.nanoTime());
  }

  /** The values of a seed that was printed before. */
  public RandomValues(String test, long seed) {
    System.out.println(test + " seed=" + seed);
    random = new Random(seed);
  }

  /** The source of randomness, for choices beside values. */
  public Random random() {
    return random;
  }

  /** A value that a key can have: no NaN, no -0.0. */
  public Object keyValue(PrimitiveType type) {
    return switch (type.kind()) {
      case FLOAT -> floatKey();
      case DOUBLE -> doubleKey();
      default -> value(type);
    };
  }

  /** Any value of a type. */
  public Object value(PrimitiveType type) {
    boolean special = random.nextInt(SPECIAL_ONE_IN) == 0;
    return switch (type.kind()) {
      case INT -> (int) number(special, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> number(special, Long.MIN_VALUE, Long.MAX_VALUE);
      case STRING -> string(random.nextInt(6));
      case BYTE_ARRAY -> bytes(random.nextInt(6));
      case BOOLEAN -> random.nextBoolean();
      case FLOAT -> floatingValue(special).floatValue();
      case DOUBLE -> floatingValue(special);
      case TIMESTAMP -> Instant.ofEpochSecond(0, number(special, Long.MIN_VALUE, Long.MAX_VALUE));
      case DATE -> LocalDate.ofEpochDay(number(special, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case DECIMAL -> decimal(type);
    };
  }

  /** Text of a number of code points from all planes, those near the surrogates often. */
  public String string(int codePoints) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < codePoints; i++) {
      text.appendCodePoint(codePoint());
    }
    return text.toString();
  }

  /** Bytes of a length; few different ones, so that prefixes are shared. */
  public byte[] bytes(int length) {
    byte[] some = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = some[random.nextInt(some.length)];
    }
    return bytes;
  }

  private int codePoint() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(3);
      case 1 -> 'a' + random.nextInt(3);
      case 2 -> 0xD7FE + random.nextInt(2);
      case 3 -> 0xE000 + random.nextInt(2);
      case 4 -> 0xFFFE + random.nextInt(4);
      default -> Character.MAX_CODE_POINT - random.nextInt(3);
    };
  }

  private long number(boolean special, long least, long greatest) {
    long[] some = {least, least + 1, -1, 0, 1, greatest - 1, greatest};
    if (special) {
      return some[random.nextInt(some.length)];
    }
    return random.nextBoolean() ? random.nextLong(least, greatest) : random.nextInt(100) - 50;
  }

  private Double floatingValue(boolean special) {
    double[] some = {
      0.0,
      -0.0,
      Double.NaN,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MAX_VALUE
    };
    return special ? some[random.nextInt(some.length)] : random.nextGaussian() * 1e3;
  }

  private Object floatKey() {
    float value = (Float) value(PrimitiveType.FLOAT);
    return Float.isNaN(value) || value == 0 ? 0f : value;
  }

  private Object doubleKey() {
    double value = (Double) value(PrimitiveType.DOUBLE);
    return Double.isNaN(value) || value == 0 ? 0d : value;
  }

  private BigDecimal decimal(PrimitiveType type) {
    BigInteger bound = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled = new BigInteger(bound.bitLength(), random).mod(bound);
    if (random.nextInt(SPECIAL_ONE_IN) == 0) {
      unscaled = bound.subtract(BigInteger.ONE);
    }
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }
}
