package sleeper.core.queue;

import java.time.Instant;

/**
 * A message that was received too often and set aside.
 *
 * @param id the message, as it was when it was delivered
 * @param body the text that was sent
 * @param sentTime when it was sent, in whole milliseconds
 */
public record DeadMessage(String id, String body, Instant sentTime) {}
