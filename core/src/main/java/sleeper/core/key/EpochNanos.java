package sleeper.core.key;

import java.time.Instant;
import sleeper.core.error.InvalidInput;

/**
 * Timestamps as columns, files and sort keys hold them: nanoseconds since 1970-01-01T00:00:00Z in a
 * long, which reaches from 1677-09-21 to 2262-04-11.
 */
public final class EpochNanos {

  /** The first instant that fits. */
  public static final Instant MIN = toInstant(Long.MIN_VALUE);

  /** The last instant that fits. */
  public static final Instant MAX = toInstant(Long.MAX_VALUE);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private EpochNanos() {}

  /**
   * The nanoseconds of an instant.
   *
   * @throws InvalidInput if they do not fit
   */
  public static long of(Instant instant) {
    if (instant.isBefore(MIN) || instant.isAfter(MAX)) {
      throw new InvalidInput(
          "Timestamp %s is out of range; it must lie between %s and %s"
              .formatted(instant, MIN, MAX));
    }
    long second = instant.getEpochSecond();
    int nano = instant.getNano();
    // The first second of the range is a part of one: counted from its end it does not overflow.
    return second < 0
        ? (second + 1) * NANOS_PER_SECOND + (nano - NANOS_PER_SECOND)
        : second * NANOS_PER_SECOND + nano;
  }

  /** The instant that is so many nanoseconds from the epoch. */
  public static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}
