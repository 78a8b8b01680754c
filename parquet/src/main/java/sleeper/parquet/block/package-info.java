/** Rows as columns of primitive arrays. */
@NullMarked
package sleeper.parquet.block;

import org.jspecify.annotations.NullMarked;
