package sleeper.core.error;

/** The job needs more memory or disk than its budget; the message says which, and what to raise. */
public final class BudgetExceeded extends RuntimeException {

  public BudgetExceeded(String message) {
    super(message);
  }
}
