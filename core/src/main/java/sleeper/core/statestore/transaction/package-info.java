/**
 * The transactions of a table and what they do to its state: pure functions, and the JSON of their
 * bodies.
 */
@NullMarked
package sleeper.core.statestore.transaction;

import org.jspecify.annotations.NullMarked;
