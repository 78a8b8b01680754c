/** The one order of values and keys. */
@NullMarked
package sleeper.core.order;

import org.jspecify.annotations.NullMarked;
