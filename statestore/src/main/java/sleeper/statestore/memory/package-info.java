/** A state store in memory, for tests and for tables that need not outlive their process. */
@NullMarked
package sleeper.statestore.memory;

import org.jspecify.annotations.NullMarked;
