package sleeper.query.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;

/**
 * A condition on one field, in the order of {@link sleeper.core.order.ValueOrder}: NaN is equal to
 * itself and above every other number, -0.0 is below 0.0. A null matches no comparison with a
 * value, not even {@link Operator#NOT_EQUAL}.
 *
 * @param field the field
 * @param operator how its value is compared
 * @param operand what it is compared with, of the class that {@link PrimitiveType.Kind} names; null
 *     for the operators that ask for null
 */
public record Comparison(Field field, Operator operator, @Nullable Object operand) {

  /**
   * Checks the operand.
   *
   * @throws InvalidInput naming the field, if the operand is not a value of it, or it is a list or
   *     map
   */
  public Comparison {
    if (!operator.takesValue()) {
      if (operand != null) {
        throw new InvalidInput(
            "\"%s\" takes no value: field=%s, value=%s"
                .formatted(operator.symbol(), field.name(), operand));
      }
    } else {
      operand = Operands.checked(field, operator, operand);
    }
  }

  /** A comparison with a value. */
  public static Comparison of(Field field, Operator operator, Object operand) {
    return new Comparison(field, operator, operand);
  }

  /** The value compared with; only for operators that take one. */
  Object value() {
    return Objects.requireNonNull(operand);
  }

  PrimitiveType primitiveType() {
    return field.primitiveType();
  }

  /** The conditions that keep what a range contains. */
  public static List<Comparison> of(Range range) {
    List<Comparison> bounds = new ArrayList<>(2);
    if (range.min() != null) {
      Operator operator = range.minInclusive() ? Operator.GREATER_OR_EQUAL : Operator.GREATER;
      bounds.add(of(range.field(), operator, range.min()));
    }
    if (range.max() != null) {
      Operator operator = range.maxInclusive() ? Operator.LESS_OR_EQUAL : Operator.LESS;
      bounds.add(of(range.field(), operator, range.max()));
    }
    return bounds;
  }

  /** The conditions that keep what a region contains. */
  public static List<Comparison> of(Region region) {
    return region.ranges().stream().flatMap(range -> of(range).stream()).toList();
  }

  /** The values that can match, as a range; all values where they are no range. */
  Range asRange() {
    return switch (operator) {
      case EQUAL -> Range.exactly(field, value());
      case LESS -> new Range(field, null, true, value(), false);
      case LESS_OR_EQUAL -> new Range(field, null, true, value(), true);
      case GREATER -> new Range(field, value(), false, null, false);
      case GREATER_OR_EQUAL -> new Range(field, value(), true, null, false);
      case NOT_EQUAL, IS_NULL, IS_NOT_NULL -> Range.all(field);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Comparison that
        && field.equals(that.field)
        && operator == that.operator
        && Objects.deepEquals(operand, that.operand);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, operator);
  }

  @Override
  public String toString() {
    String text = field.name() + " " + operator.symbol();
    return operator.takesValue() ? text + " " + Operands.show(value()) : text;
  }
}
