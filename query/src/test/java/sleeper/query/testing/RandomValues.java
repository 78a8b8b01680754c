package sleeper.query.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.EpochNanos;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

/** Values that are often equal, and often at the edges of their type. */
public final class RandomValues {

  private static final String[] TEXTS = {
    "", "a", "ab", "abcdefgh", "abcdefghi", "abcdefgh\0", "z", "\uFF41", "\uD83D\uDE00", "é"
  };
  private static final double[] DOUBLES = {
    Double.NaN, -0.0, 0.0, 1.5, -1.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY
  };

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  /** A value of a field, which is a key or not; sometimes null where it may be. */
  public @Nullable Object value(Field field, boolean isKey) {
    if (field.nullable() && random.nextInt(4) == 0) {
      return null;
    }
    return value(field.type(), isKey);
  }

  /** A value of a type. */
  public Object value(Type type, boolean isKey) {
    if (type instanceof ListType list) {
      return list(list.element());
    }
    if (type instanceof MapType map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      list(map.key()).forEach(key -> entries.put(key, value(map.value(), false)));
      return entries;
    }
    return primitive((PrimitiveType) type, isKey);
  }

  private List<Object> list(PrimitiveType element) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      values.add(value(element, false));
    }
    return values;
  }

  private Object primitive(PrimitiveType type, boolean isKey) {
    return switch (type.kind()) {
      case INT -> random.nextInt(5) == 0 ? Integer.MIN_VALUE + small() : (Object) (small() - 6);
      case LONG -> random.nextInt(5) == 0 ? Long.MAX_VALUE - small() : (Object) (small() - 6L);
      case STRING -> TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? "" : small());
      case BYTE_ARRAY -> bytes();
      case BOOLEAN -> random.nextBoolean();
      case FLOAT -> (float) floating(isKey);
      case DOUBLE -> floating(isKey);
      case TIMESTAMP -> instant();
      case DATE -> LocalDate.of(2024, 1, 1).plusDays(small() - 6L);
      case DECIMAL -> decimal(type);
    };
  }

  private int small() {
    return random.nextInt(12);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(4)];
    random.nextBytes(bytes);
    return bytes;
  }

  private double floating(boolean isKey) {
    double value = DOUBLES[random.nextInt(DOUBLES.length)];
    return isKey && (Double.isNaN(value) || value == 0) ? small() : value;
  }

  private Instant instant() {
    return switch (random.nextInt(6)) {
      case 0 -> EpochNanos.MIN.plusNanos(small());
      case 1 -> EpochNanos.MAX.minusNanos(small());
      default -> Instant.ofEpochSecond(small() - 6L, small());
    };
  }

  private BigDecimal decimal(PrimitiveType type) {
    BigInteger edge = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger unscaled =
        random.nextInt(4) == 0
            ? edge.subtract(BigInteger.valueOf(small()))
            : BigInteger.valueOf(small());
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }
}
