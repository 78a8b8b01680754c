/** How the engine reads and writes JSON texts. */
@NullMarked
package sleeper.core.json;

import org.jspecify.annotations.NullMarked;
