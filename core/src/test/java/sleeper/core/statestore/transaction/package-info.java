@NullMarked
package sleeper.core.statestore.transaction;

import org.jspecify.annotations.NullMarked;
