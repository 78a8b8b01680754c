/** Tests of the sketches of row keys. */
@NullMarked
package sleeper.parquet.sketch;

import org.jspecify.annotations.NullMarked;
