package sleeper.core.error;

/** Another process has taken over this run, or may have: stop; nothing was or will be committed. */
public final class LeaseLost extends RuntimeException {

  public LeaseLost(String message) {
    super(message);
  }
}
