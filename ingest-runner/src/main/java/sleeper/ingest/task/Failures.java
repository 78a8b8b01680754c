package sleeper.ingest.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;

/** What failures of jobs mean for their messages, and how they are written down. */
final class Failures {

  private static final int MAX_REASONS = 20;
  private static final int MAX_REASON_LENGTH = 4000;

  private Failures() {}

  /**
   * Whether the same job would fail again. Everything else may have to do with the time or the
   * machine, and so may what nobody thought of.
   */
  static boolean isPermanent(Throwable failure) {
    return failure instanceof InvalidInput
        || failure instanceof CorruptData
        || failure instanceof BudgetExceeded;
  }

  /** Whether the run may have been committed all the same. */
  static boolean isUndecided(Throwable failure) {
    return failure instanceof CommitStateUnknown;
  }

  /** The sentences of a failure and its causes, the outermost first. */
  static List<String> reasons(Throwable failure) {
    return causes(failure).stream().limit(MAX_REASONS).map(Failures::sentence).toList();
  }

  private static String sentence(Throwable cause) {
    String message = cause.getMessage();
    String sentence = message == null ? cause.getClass().getSimpleName() : message;
    return sentence.length() <= MAX_REASON_LENGTH
        ? sentence
        : sentence.substring(0, MAX_REASON_LENGTH) + "...";
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
