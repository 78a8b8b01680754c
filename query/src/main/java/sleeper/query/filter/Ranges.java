package sleeper.query.filter;

import org.jspecify.annotations.Nullable;
import sleeper.core.order.ValueOrder;
import sleeper.core.range.Range;

/** What is known of a condition for all values of a range. */
final class Ranges {

  private Ranges() {}

  /** Whether every value of the range, null not among them, matches. */
  static boolean isMatchedByAll(Comparison comparison, Range range) {
    return switch (comparison.operator()) {
      case IS_NOT_NULL -> true;
      case IS_NULL -> false;
      case NOT_EQUAL -> !range.contains(comparison.value());
      case EQUAL ->
          isAtLeast(comparison, range, range.min()) && isAtMost(comparison, range, range.max());
      case LESS -> isBelow(comparison, range);
      case LESS_OR_EQUAL -> isAtMost(comparison, range, range.max());
      case GREATER -> isAbove(comparison, range);
      case GREATER_OR_EQUAL -> isAtLeast(comparison, range, range.min());
    };
  }

  private static boolean isAtMost(Comparison comparison, Range range, @Nullable Object max) {
    return max != null && order(range, max, comparison.value()) <= 0;
  }

  private static boolean isAtLeast(Comparison comparison, Range range, @Nullable Object min) {
    return min != null && order(range, min, comparison.value()) >= 0;
  }

  private static boolean isBelow(Comparison comparison, Range range) {
    Object max = range.max();
    if (max == null) {
      return false;
    }
    int order = order(range, max, comparison.value());
    return order < 0 || (order == 0 && !range.maxInclusive());
  }

  private static boolean isAbove(Comparison comparison, Range range) {
    Object min = range.min();
    if (min == null) {
      return false;
    }
    int order = order(range, min, comparison.value());
    return order > 0 || (order == 0 && !range.minInclusive());
  }

  private static int order(Range range, Object left, Object right) {
    return ValueOrder.compare(range.field().primitiveType(), left, right);
  }
}
