@NullMarked
package sleeper.core.statestore.log;

import org.jspecify.annotations.NullMarked;
