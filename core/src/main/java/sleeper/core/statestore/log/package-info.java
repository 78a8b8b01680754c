/** The transaction log: the port, commits with retries, and table states read from it. */
@NullMarked
package sleeper.core.statestore.log;

import org.jspecify.annotations.NullMarked;
