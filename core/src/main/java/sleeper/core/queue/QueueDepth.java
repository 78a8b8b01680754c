package sleeper.core.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * How many messages a queue has.
 *
 * @param waiting could be received now
 * @param inFlight are held, or wait for the delay after which they were given back
 * @param dead were received too often and set aside
 * @param oldestWaiting since when the oldest of the waiting was sent; empty if there is none or the
 *     queue does not tell
 */
public record QueueDepth(
    long waiting, long inFlight, long dead, Optional<Duration> oldestWaiting) {}
