/** The queue that job messages come from. */
@NullMarked
package sleeper.core.queue;

import org.jspecify.annotations.NullMarked;
