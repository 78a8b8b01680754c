@NullMarked
package sleeper.statestore.sqlite;

import org.jspecify.annotations.NullMarked;
