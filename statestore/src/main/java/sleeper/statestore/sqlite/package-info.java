/** The state store of an instance that is a folder: one SQLite file, safe for several processes. */
@NullMarked
package sleeper.statestore.sqlite;

import org.jspecify.annotations.NullMarked;
