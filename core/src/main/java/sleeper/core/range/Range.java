package sleeper.core.range;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.ValueText;
import sleeper.core.order.ValueBounds;
import sleeper.core.order.ValueOrder;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;

/**
 * An interval of the values of one field.
 *
 * @param field the field, of a primitive type
 * @param min the lower bound, or null for unbounded
 * @param minInclusive whether the lower bound itself is in the range
 * @param max the upper bound, or null for unbounded
 * @param maxInclusive whether the upper bound itself is in the range
 */
public record Range(
    Field field,
    @Nullable Object min,
    boolean minInclusive,
    @Nullable Object max,
    boolean maxInclusive) {

  /** All values of a field. */
  public static Range all(Field field) {
    return new Range(field, null, true, null, false);
  }

  /** One value of a field. */
  public static Range exactly(Field field, Object value) {
    return new Range(field, value, true, value, true);
  }

  /** The values from {@code min}, with it, up to {@code max}, without it; null is unbounded. */
  public static Range halfOpen(Field field, @Nullable Object min, @Nullable Object max) {
    return new Range(field, min, true, max, false);
  }

  /**
   * The same values with the minimum inclusive and the maximum exclusive. A minimum that is the
   * type's least value becomes unbounded; a range without values stays one.
   */
  public Range canonical() {
    PrimitiveType type = field.primitiveType();
    Object upper = max != null && maxInclusive ? ValueBounds.next(type, max).orElse(null) : max;
    if (min == null || (minInclusive && ValueBounds.isMinimum(type, min))) {
      return halfOpen(field, null, upper);
    }
    if (minInclusive) {
      return halfOpen(field, min, upper);
    }
    Object lower = ValueBounds.next(type, min).orElse(null);
    // Nothing is above the greatest value, so a range that starts there without it is empty.
    return lower == null ? halfOpen(field, min, min) : halfOpen(field, lower, upper);
  }

  /** Whether no value can lie in the range. */
  public boolean isEmpty() {
    Range canonical = canonical();
    if (canonical.max == null) {
      return false;
    }
    PrimitiveType type = field.primitiveType();
    Object lower = canonical.min == null ? ValueBounds.minimum(type) : canonical.min;
    return ValueOrder.compare(type, lower, canonical.max) >= 0;
  }

  /** Whether a value lies in the range. */
  public boolean contains(Object value) {
    return !isBelow(value) && !isAbove(value);
  }

  /** Whether a value is too low for the range. */
  private boolean isBelow(Object value) {
    if (min == null) {
      return false;
    }
    int order = ValueOrder.compare(field.primitiveType(), value, min);
    return order < 0 || (order == 0 && !minInclusive);
  }

  /** Whether a value is too high for the range. */
  private boolean isAbove(Object value) {
    if (max == null) {
      return false;
    }
    int order = ValueOrder.compare(field.primitiveType(), value, max);
    return order > 0 || (order == 0 && !maxInclusive);
  }

  /** Whether some value can be in both ranges, which are of the same field. */
  public boolean overlaps(Range other) {
    return reaches(min, minInclusive, other.max, other.maxInclusive)
        && reaches(other.min, other.minInclusive, max, maxInclusive);
  }

  private boolean reaches(
      @Nullable Object lower,
      boolean lowerInclusive,
      @Nullable Object upper,
      boolean upperInclusive) {
    if (lower == null || upper == null) {
      return true;
    }
    int order = ValueOrder.compare(field.primitiveType(), lower, upper);
    return order < 0 || (order == 0 && lowerInclusive && upperInclusive);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Range that
        && field.equals(that.field)
        && minInclusive == that.minInclusive
        && maxInclusive == that.maxInclusive
        && Arrays.deepEquals(new Object[] {min, max}, new Object[] {that.min, that.max});
  }

  @Override
  public int hashCode() {
    return 31 * field.hashCode() + Arrays.deepHashCode(new Object[] {min, max});
  }

  /** In interval notation, such as {@code key in [a, b)}. */
  @Override
  public String toString() {
    return "%s in %s%s, %s%s"
        .formatted(
            field.name(),
            minInclusive && min != null ? "[" : "(",
            min == null ? "unbounded" : ValueText.format(field.primitiveType(), min),
            max == null ? "unbounded" : ValueText.format(field.primitiveType(), max),
            maxInclusive && max != null ? "]" : ")");
  }
}
