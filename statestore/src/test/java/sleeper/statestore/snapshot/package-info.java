@NullMarked
package sleeper.statestore.snapshot;

import org.jspecify.annotations.NullMarked;
