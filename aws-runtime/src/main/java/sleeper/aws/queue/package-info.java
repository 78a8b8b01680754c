/** The queue of job messages on SQS. */
@NullMarked
package sleeper.aws.queue;

import org.jspecify.annotations.NullMarked;
