package sleeper.core.partition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.KeyValues;
import sleeper.core.key.ValueText;
import sleeper.core.order.ValueBounds;
import sleeper.core.order.ValueOrder;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;

/** What split points have to be: values of the first row key that increase strictly. */
final class SplitPoints {

  private SplitPoints() {}

  /**
   * Checks a list of split points.
   *
   * @throws InvalidInput naming the first split point that is wrong, counted from 1
   */
  static void check(Field rowKey, List<?> splitPoints) {
    Object previous = null;
    for (int i = 0; i < splitPoints.size(); i++) {
      Object point = splitPoints.get(i);
      String problem = problem(rowKey, previous, point);
      if (problem != null) {
        throw new InvalidInput("Split point %d %s".formatted(i + 1, problem));
      }
      previous = point;
    }
  }

  /** What is wrong with a split point that follows another, as the end of a sentence, or null. */
  static @Nullable String problem(Field rowKey, @Nullable Object previous, Object point) {
    PrimitiveType type = rowKey.primitiveType();
    KeyValues.check(rowKey, point);
    if (ValueBounds.isMinimum(type, point)) {
      return "is \"%s\", the least value of row key %s, so no key lies below it"
          .formatted(ValueText.format(type, point), rowKey.name());
    }
    if (previous != null && ValueOrder.compare(type, previous, point) >= 0) {
      return "is \"%s\" after \"%s\"; split points of row key %s must increase"
          .formatted(
              ValueText.format(type, point), ValueText.format(type, previous), rowKey.name());
    }
    return null;
  }
}
