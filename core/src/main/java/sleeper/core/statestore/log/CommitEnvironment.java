package sleeper.core.statestore.log;

import java.time.Clock;
import java.util.function.DoubleSupplier;

/**
 * What commits take from outside.
 *
 * @param clock gives transactions their time
 * @param random numbers from 0 to 1, for waits
 * @param pause waits
 */
public record CommitEnvironment(Clock clock, DoubleSupplier random, Pause pause) {

  /** Waits. */
  @FunctionalInterface
  public interface Pause {

    /** Waits for some milliseconds. */
    void pause(long millis) throws InterruptedException;
  }
}
