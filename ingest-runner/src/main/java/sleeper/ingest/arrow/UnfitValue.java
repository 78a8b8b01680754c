package sleeper.ingest.arrow;

/** A value cannot be held by its field. The message continues "Row 7, column x: ". */
final class UnfitValue extends Exception {

  private static final long serialVersionUID = 1L;

  UnfitValue(String message) {
    super(message);
  }
}
