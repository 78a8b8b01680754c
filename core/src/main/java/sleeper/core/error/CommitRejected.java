package sleeper.core.error;

/** The commit can never succeed and did not: fail the job; its files may be deleted. */
public final class CommitRejected extends RuntimeException {

  public CommitRejected(String message) {
    super(message);
  }
}
