/** Exceptions, by what the caller must do. */
@NullMarked
package sleeper.core.error;

import org.jspecify.annotations.NullMarked;
