package sleeper.core.queue;

/**
 * A message under the receipt of one delivery.
 *
 * @param id the message, the same each time it is delivered
 * @param receipt this delivery
 * @param body the text that was sent
 * @param receiveCount how often it has been received, this time included
 */
public record ReceivedMessage(String id, String receipt, String body, int receiveCount) {}
