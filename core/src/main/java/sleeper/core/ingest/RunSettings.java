package sleeper.core.ingest;

import java.time.Duration;
import sleeper.core.statestore.log.CommitRetries;

/**
 * How long runs are trusted, and how stubborn commits are.
 *
 * @param lease how long a run is taken for alive after it was last heard of
 * @param clockSkew how far clocks of different machines may be apart; others wait that much longer
 * @param retries how often a commit is tried where others keep taking the next number, see {@link
 *     #maxRaces}, and the waits after every kind of failure
 * @param maxRepeats how often a request is repeated that the store did not answer
 */
public record RunSettings(
    Duration lease, Duration clockSkew, CommitRetries retries, int maxRepeats) {

  private static final int RENEWALS_PER_LEASE = 4;

  /** A lost race waits so much shorter than a doubling wait that patience comes out the same. */
  private static final int RACES_PER_ATTEMPT = 10;

  /** A lease of two minutes, half a minute for clocks, ten attempts, six repeats. */
  public static final RunSettings DEFAULT =
      new RunSettings(Duration.ofMinutes(2), Duration.ofSeconds(30), CommitRetries.DEFAULT, 6);

  public RunSettings {
    if (lease.toMillis() < RENEWALS_PER_LEASE || clockSkew.isNegative() || maxRepeats < 0) {
      throw new IllegalArgumentException(
          "A lease is at least 4 ms, the rest not negative: lease=%s, clockSkew=%s, maxRepeats=%d"
              .formatted(lease, clockSkew, maxRepeats));
    }
  }

  /** The same with another lease and room for clocks. */
  public RunSettings withLease(Duration newLease, Duration newClockSkew) {
    return new RunSettings(newLease, newClockSkew, retries, maxRepeats);
  }

  /** The same with other retries of commits. */
  public RunSettings withRetries(CommitRetries newRetries) {
    return new RunSettings(lease, clockSkew, newRetries, maxRepeats);
  }

  /**
   * How often a commit may lose the next number to others: ten times the attempts, as it waits for
   * about the time of an attempt in between and not for the ceilings.
   */
  public int maxRaces() {
    return retries.attempts() * RACES_PER_ATTEMPT;
  }

  /** How often a run has to renew its lease: often enough to survive three failures. */
  public long renewalPeriodMillis() {
    return lease.toMillis() / RENEWALS_PER_LEASE;
  }
}
