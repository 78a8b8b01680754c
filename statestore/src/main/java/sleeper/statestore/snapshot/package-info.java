/** Snapshots in Arrow's streaming format, as Sleeper writes them. */
@NullMarked
package sleeper.statestore.snapshot;

import org.jspecify.annotations.NullMarked;
