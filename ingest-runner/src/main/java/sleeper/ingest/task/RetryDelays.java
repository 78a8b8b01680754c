package sleeper.ingest.task;

import java.time.Duration;

/**
 * How long messages wait before they are delivered again: twice as long each time.
 *
 * @param first after the first delivery
 * @param longest at most
 */
public record RetryDelays(Duration first, Duration longest) {

  /** Ten seconds to fifteen minutes. */
  public static final RetryDelays DEFAULT =
      new RetryDelays(Duration.ofSeconds(10), Duration.ofMinutes(15));

  private static final int MAX_DOUBLINGS = 20;

  /** The delay after a message was delivered so often, at least 1. */
  Duration after(int receiveCount) {
    return doubled(first, receiveCount);
  }

  /**
   * The delay while another run is alive. It grows too, since each delivery brings the message
   * nearer to being set aside while the run it stands for is still at work.
   */
  Duration whileAlive(Duration untilLeaseExpires, int receiveCount) {
    Duration least = untilLeaseExpires.compareTo(first) < 0 ? first : untilLeaseExpires;
    return doubled(least, receiveCount);
  }

  private Duration doubled(Duration delay, int receiveCount) {
    int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, receiveCount - 1));
    Duration grown = delay.multipliedBy(1L << doublings);
    return grown.compareTo(longest) > 0 ? longest : grown;
  }
}
