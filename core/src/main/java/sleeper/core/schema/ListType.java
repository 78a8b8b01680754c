package sleeper.core.schema;

/**
 * Lists of primitives; elements are never null.
 *
 * @param element the type of every element
 */
public record ListType(PrimitiveType element) implements Type {

  @Override
  public boolean isKnownToSleeper() {
    return element.isKnownToSleeper();
  }

  @Override
  public String toString() {
    return "list<" + element + ">";
  }
}
