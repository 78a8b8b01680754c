package sleeper.core.queue;

import java.time.Clock;
import java.util.function.Supplier;
import sleeper.core.statestore.log.CommitEnvironment.Pause;

/**
 * What a queue that we keep ourselves takes from outside.
 *
 * @param clock tells when messages are visible
 * @param ids makes ids of messages and receipts, unique for ever
 * @param pause waits between two looks
 */
public record QueueEnvironment(Clock clock, Supplier<String> ids, Pause pause) {}
