@NullMarked
package sleeper.core.error;

import org.jspecify.annotations.NullMarked;
