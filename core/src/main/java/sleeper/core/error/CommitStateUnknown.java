package sleeper.core.error;

/** The commit may or may not have happened: delete nothing; the job ledger will tell. */
public final class CommitStateUnknown extends RuntimeException {

  public CommitStateUnknown(String message) {
    super(message);
  }

  public CommitStateUnknown(String message, Throwable cause) {
    super(message, cause);
  }
}
