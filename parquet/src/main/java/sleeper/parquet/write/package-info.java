/** Sorted columns in, Parquet data files out. */
@NullMarked
package sleeper.parquet.write;

import org.jspecify.annotations.NullMarked;
