@NullMarked
package sleeper.statestore.memory;

import org.jspecify.annotations.NullMarked;
