/**
 * Snapshots: copies of a table's state, written so that its log need not be read from the start.
 */
@NullMarked
package sleeper.core.statestore.snapshot;

import org.jspecify.annotations.NullMarked;
