package sleeper.query.filter;

/** How a field's value is compared. */
public enum Operator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IS_NULL("is null"),
  IS_NOT_NULL("is not null");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** How people write it. */
  public String symbol() {
    return symbol;
  }

  /** Whether it compares with a value; the others ask for null. */
  public boolean takesValue() {
    return this != IS_NULL && this != IS_NOT_NULL;
  }

  /**
   * Whether values match that compare so with the operand.
   *
   * @param order below 0, 0 or above 0, as {@link java.util.Comparator} says it
   */
  boolean accepts(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case IS_NULL, IS_NOT_NULL ->
          throw new IllegalStateException("Operator compares no values: " + this);
    };
  }
}
