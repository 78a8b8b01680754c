/** Rows as Java programs hold them. */
@NullMarked
package sleeper.core.row;

import org.jspecify.annotations.NullMarked;
