/** What every job queue has to pass. */
@NullMarked
package sleeper.core.queue.contract;

import org.jspecify.annotations.NullMarked;
