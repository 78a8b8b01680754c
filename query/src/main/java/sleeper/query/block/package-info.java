/** Blocks made of rows of other blocks. */
@NullMarked
package sleeper.query.block;

import org.jspecify.annotations.NullMarked;
