/** The state of a table, its transaction log, and the port behind it. */
@NullMarked
package sleeper.core.statestore;

import org.jspecify.annotations.NullMarked;
