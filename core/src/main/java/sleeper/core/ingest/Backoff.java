package sleeper.core.ingest;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import sleeper.core.error.CommitStateUnknown;

/** Asks a store again that did not answer, and waits in between. */
final class Backoff {

  private final RunSettings settings;
  private final RunEnvironment environment;

  Backoff(RunSettings settings, RunEnvironment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** Waits after a number of failures, at least 1. */
  void waitAfter(int failures) throws InterruptedException {
    double random = environment.commits().random().getAsDouble();
    environment.commits().pause().pause(settings.retries().waitMillis(failures - 1, random));
  }

  /** Waits after a number of attempts, at least 1, that others were faster than. */
  void waitAfterRace(int lost, Duration attempt) throws InterruptedException {
    double random = environment.commits().random().getAsDouble();
    environment
        .commits()
        .pause()
        .pause(settings.retries().lostRaceMillis(lost, attempt.toMillis(), random));
  }

  /**
   * Asks the store, again where it did not answer; for requests that may be repeated.
   *
   * @throws UncheckedIOException if it could not be reached in all repeats, or the thread was
   *     interrupted; nothing was changed
   * @throws CommitStateUnknown if no answer came in all repeats, and one at least was lost
   */
  <T> T repeating(Supplier<T> request) {
    CommitStateUnknown unknown = null;
    int failures = 0;
    while (true) {
      RuntimeException failure;
      try {
        return request.get();
      } catch (CommitStateUnknown lost) {
        unknown = unknown == null ? lost : unknown;
        failure = lost;
      } catch (UncheckedIOException unreached) {
        failure = unreached;
      }
      failures++;
      if (failures > settings.maxRepeats() || !waited(failures)) {
        throw unknown == null ? failure : unknown;
      }
    }
  }

  private boolean waited(int failures) {
    try {
      waitAfter(failures);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
