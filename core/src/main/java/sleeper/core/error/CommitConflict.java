package sleeper.core.error;

/** Somebody else wrote first: refresh the state, validate again, retry. */
public final class CommitConflict extends RuntimeException {

  public CommitConflict(String message) {
    super(message);
  }
}
