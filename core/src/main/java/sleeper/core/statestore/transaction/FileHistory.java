package sleeper.core.statestore.transaction;

/**
 * Which transactions brought a file and took its last reference.
 *
 * @param addedAt the number of the transaction that added it, or {@link #UNKNOWN}
 * @param releasedAt the number of the transaction that left it without a reference, or {@link
 *     #UNKNOWN} while it has some
 */
public record FileHistory(long addedAt, long releasedAt) {

  /** Not known: the state came from a snapshot that says nothing about it. */
  public static final long UNKNOWN = 0;

  /** The history of a file of which nothing is known. */
  public static final FileHistory NONE = new FileHistory(UNKNOWN, UNKNOWN);

  FileHistory released(long number) {
    return new FileHistory(addedAt, number);
  }

  FileHistory held() {
    return new FileHistory(addedAt, UNKNOWN);
  }
}
