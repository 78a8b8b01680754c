package sleeper.core.ingest;

import java.time.Duration;

/**
 * How patient the collector is.
 *
 * @param runs the leases that runs live by
 * @param longestRequest how long an upload may still be under way after its run was fenced; only
 *     after that a run's prefix is swept for the last time
 * @param droppedDelay how long the objects of a dropped table stay, for queries under way
 */
public record CollectorSettings(RunSettings runs, Duration longestRequest, Duration droppedDelay) {

  /** Leases as by default, an hour for uploads, a quarter for queries. */
  public static final CollectorSettings DEFAULT =
      new CollectorSettings(RunSettings.DEFAULT, Duration.ofHours(1), Duration.ofMinutes(15));

  public CollectorSettings {
    if (longestRequest.isNegative() || droppedDelay.isNegative()) {
      throw new IllegalArgumentException(
          "Delays are not negative: longestRequest=%s, droppedDelay=%s"
              .formatted(longestRequest, droppedDelay));
    }
  }
}
