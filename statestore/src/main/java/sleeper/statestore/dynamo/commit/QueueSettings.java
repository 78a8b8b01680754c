package sleeper.statestore.dynamo.commit;

import java.time.Duration;
import sleeper.core.statestore.log.CommitEnvironment;

/**
 * How commits go through the queue of Sleeper's committer.
 *
 * @param queue the queue
 * @param patience how long to wait for the committer each time
 * @param poll how often to look at the log meanwhile
 * @param environment the time, and waiting
 */
public record QueueSettings(
    CommitQueue queue, Duration patience, Duration poll, CommitEnvironment environment) {

  /** Waits for half a minute at a time and looks twice a second. */
  public static QueueSettings of(CommitQueue queue, CommitEnvironment environment) {
    return new QueueSettings(queue, Duration.ofSeconds(30), Duration.ofMillis(500), environment);
  }
}
