package sleeper.aws.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the job messages of an instance are.
 *
 * @param url of the queue
 * @param deadLetterUrl of the queue of messages that failed too often, if there is one
 * @param visibility how long a message is held after it was received, in whole seconds
 */
public record SqsQueues(String url, Optional<String> deadLetterUrl, Duration visibility) {}
