package sleeper.deployment.resource;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * How long a function may still work, so that it can answer before it is ended.
 *
 * @param millis the milliseconds until it is ended
 * @param reserveMillis what is kept of them for the answer
 */
public record TimeLeft(IntSupplier millis, int reserveMillis) implements BooleanSupplier {

  private static final int LONGEST_RESERVE_MILLIS = 20_000;

  /** What an invocation that has just begun has: all but 20 seconds, or a quarter of it. */
  public static TimeLeft of(IntSupplier millis) {
    return new TimeLeft(millis, Math.min(LONGEST_RESERVE_MILLIS, millis.getAsInt() / 4));
  }

  /** Whether the time is over for new work. */
  @Override
  public boolean getAsBoolean() {
    return millis.getAsInt() <= reserveMillis;
  }

  /** How long to wait at most for work that does not end by itself. */
  public Duration untilAnswer() {
    return Duration.ofMillis(Math.max(0, millis.getAsInt() - reserveMillis / 2));
  }
}
