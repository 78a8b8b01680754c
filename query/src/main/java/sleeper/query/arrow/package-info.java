/** Blocks as Arrow record batches. */
@NullMarked
package sleeper.query.arrow;

import org.jspecify.annotations.NullMarked;
