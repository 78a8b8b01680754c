package sleeper.core.schema;

/**
 * A named, typed column of a table.
 *
 * @param name the column's name, not blank
 * @param type what its values are
 * @param nullable whether a row may have no value; only value fields can be
 */
public record Field(String name, Type type, boolean nullable) {

  public Field {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A field needs a name");
    }
  }

  /** A field that always has a value. */
  public static Field of(String name, Type type) {
    return new Field(name, type, false);
  }

  /** A value field that may be null. */
  public static Field nullable(String name, Type type) {
    return new Field(name, type, true);
  }

  /**
   * The type of a field that is known to hold single values, as every key does.
   *
   * @throws IllegalStateException if the field is a list or map
   */
  public PrimitiveType primitiveType() {
    if (type instanceof PrimitiveType primitive) {
      return primitive;
    }
    throw new IllegalStateException("Field " + name + " is a " + type + ", not a primitive");
  }
}
