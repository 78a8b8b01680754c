package sleeper.core.queue;

import java.time.Duration;

/**
 * How a queue that we keep ourselves delivers messages.
 *
 * @param visibility how long a message is held after it was received
 * @param maxReceives how often a message is delivered before it is set aside as dead
 */
public record QueueSettings(Duration visibility, int maxReceives) {

  /** Held for 15 minutes, delivered five times. */
  public static final QueueSettings DEFAULT = new QueueSettings(Duration.ofMinutes(15), 5);

  public QueueSettings {
    if (visibility.isNegative() || visibility.isZero() || maxReceives < 1) {
      throw new IllegalArgumentException(
          "A message is held for some time and delivered once at least: visibility=%s, maxReceives=%d"
              .formatted(visibility, maxReceives));
    }
  }
}
