package sleeper.core.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import sleeper.core.schema.PrimitiveType;

/**
 * The one order of values: in sorted files, partition trees, ranges, statistics and queries.
 *
 * <p>Numbers are signed, strings are in the order of their UTF-8 bytes (which is code point order,
 * not {@link String#compareTo}), byte arrays are unsigned, false is before true. Floating point is
 * in the total order of IEEE 754 as {@link Double#compare} has it: -0.0 before 0.0, NaN last.
 */
public final class ValueOrder {

  private ValueOrder() {}

  /** Compares two values of a type; neither may be null. */
  public static int compare(PrimitiveType type, Object left, Object right) {
    return switch (type.kind()) {
      case INT -> Integer.compare((Integer) left, (Integer) right);
      case LONG -> Long.compare((Long) left, (Long) right);
      case STRING -> compareStrings((String) left, (String) right);
      case BYTE_ARRAY -> Arrays.compareUnsigned((byte[]) left, (byte[]) right);
      case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
      case FLOAT -> Float.compare((Float) left, (Float) right);
      case DOUBLE -> Double.compare((Double) left, (Double) right);
      case TIMESTAMP -> ((Instant) left).compareTo((Instant) right);
      case DATE -> ((LocalDate) left).compareTo((LocalDate) right);
      case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
    };
  }

  /** The order of a type's values, for sorting. */
  public static Comparator<Object> comparator(PrimitiveType type) {
    return (left, right) -> compare(type, left, right);
  }

  /**
   * Compares strings as their UTF-8 bytes, unsigned, compare.
   *
   * <p>UTF-16 order differs from it only where a surrogate meets a code unit from U+E000 on, so
   * surrogates are ranked above every other code unit.
   */
  public static int compareStrings(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(codePointRank(a), codePointRank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int codePointRank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
