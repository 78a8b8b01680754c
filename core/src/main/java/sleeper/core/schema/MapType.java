package sleeper.core.schema;

/**
 * Maps between primitives; neither keys nor values are ever null, and entries have no order.
 *
 * @param key the type of every key
 * @param value the type of every value
 */
public record MapType(PrimitiveType key, PrimitiveType value) implements Type {

  @Override
  public boolean isKnownToSleeper() {
    return key.isKnownToSleeper() && value.isKnownToSleeper();
  }

  @Override
  public String toString() {
    return "map<" + key + "," + value + ">";
  }
}
