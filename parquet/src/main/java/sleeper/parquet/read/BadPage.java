package sleeper.parquet.read;

/** The bytes of a page are not what its header promises. Becomes CorruptData with its place. */
final class BadPage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadPage(String message) {
    super(message);
  }
}
