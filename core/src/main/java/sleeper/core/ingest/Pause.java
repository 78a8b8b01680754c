package sleeper.core.ingest;

import java.time.Duration;

/** Waiting, as a port, so that tests need not. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread was interrupted before or meanwhile
   */
  void pause(Duration duration) throws InterruptedException;
}
