package sleeper.ingest.rows;

/** A value cannot be held by its field. The message continues "Row 7, column x: the value ...". */
final class ValueMismatch extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 60;

  ValueMismatch(String message) {
    super(message);
  }

  /** A value of a wrong class. */
  static ValueMismatch wrongClass(Object value, String expected) {
    return new ValueMismatch(
        "the value should be "
            + expected
            + " and is the "
            + value.getClass().getSimpleName()
            + " "
            + show(value));
  }

  /** A value of the right class that is out of bounds. */
  static ValueMismatch outOfBounds(Object value, String why) {
    return new ValueMismatch("the value " + show(value) + " " + why);
  }

  private static String show(Object value) {
    String text = String.valueOf(value);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
