package sleeper.parquet.read;

/** A value that the table cannot hold. Becomes InvalidInput with file, row and column. */
final class BadValue extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int index;

  /**
   * Refuses a value.
   *
   * @param index its position in the column
   * @param problem what is wrong, as the end of a sentence about it
   */
  BadValue(int index, String problem) {
    super(problem);
    this.index = index;
  }

  int index() {
    return index;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
