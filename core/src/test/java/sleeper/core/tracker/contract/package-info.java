/** What every tracker and store of progress has to pass. */
@NullMarked
package sleeper.core.tracker.contract;

import org.jspecify.annotations.NullMarked;
