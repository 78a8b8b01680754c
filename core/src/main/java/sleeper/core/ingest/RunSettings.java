package sleeper.core.ingest;

import java.time.Duration;

/**
 * How long runs are trusted, and how stubborn commits are.
 *
 * @param lease how long a run is taken for alive after it was last heard of
 * @param clockSkew how far clocks of different machines may be apart; others wait that much longer
 * @param maxAttempts how often a commit is tried where others keep taking the next number
 * @param maxRepeats how often a request is repeated whose answer was lost
 * @param firstWaitCeiling the longest wait after the first failure; doubled with each further one
 * @param maxWaitCeiling where doubling ends
 */
public record RunSettings(
    Duration lease,
    Duration clockSkew,
    int maxAttempts,
    int maxRepeats,
    Duration firstWaitCeiling,
    Duration maxWaitCeiling) {

  private static final int RENEWALS_PER_LEASE = 4;

  /**
   * A lease of two minutes, half a minute for clocks, ten attempts, six repeats, waits of up to 200
   * ms to 30 s.
   */
  public static final RunSettings DEFAULT =
      new RunSettings(
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          10,
          6,
          Duration.ofMillis(200),
          Duration.ofSeconds(30));

  public RunSettings {
    if (lease.toMillis() < RENEWALS_PER_LEASE || clockSkew.isNegative()) {
      throw new IllegalArgumentException(
          "A lease is at least 4 ms and the clock skew not negative: lease=%s, clockSkew=%s"
              .formatted(lease, clockSkew));
    }
    if (maxAttempts < 1 || maxRepeats < 0) {
      throw new IllegalArgumentException(
          "A commit is tried at least once: maxAttempts=%d, maxRepeats=%d"
              .formatted(maxAttempts, maxRepeats));
    }
    if (firstWaitCeiling.isNegative() || maxWaitCeiling.compareTo(firstWaitCeiling) < 0) {
      throw new IllegalArgumentException(
          "Waits are not negative and grow: first=%s, max=%s"
              .formatted(firstWaitCeiling, maxWaitCeiling));
    }
  }

  /** The same with another lease and room for clocks. */
  public RunSettings withLease(Duration newLease, Duration newClockSkew) {
    return new RunSettings(
        newLease, newClockSkew, maxAttempts, maxRepeats, firstWaitCeiling, maxWaitCeiling);
  }

  /** The same with other numbers of attempts and repeats. */
  public RunSettings withAttempts(int attempts, int repeats) {
    return new RunSettings(lease, clockSkew, attempts, repeats, firstWaitCeiling, maxWaitCeiling);
  }

  /** How often a run has to renew its lease: often enough to survive three failures. */
  public long renewalPeriodMillis() {
    return lease.toMillis() / RENEWALS_PER_LEASE;
  }
}
