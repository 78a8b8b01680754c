/** Intervals of field values and boxes of row keys. */
@NullMarked
package sleeper.core.range;

import org.jspecify.annotations.NullMarked;
