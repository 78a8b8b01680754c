package sleeper.core.error;

/** Another process has taken over this run: stop, commit nothing, delete nothing. */
public final class LeaseLost extends RuntimeException {

  public LeaseLost(String message) {
    super(message);
  }
}
