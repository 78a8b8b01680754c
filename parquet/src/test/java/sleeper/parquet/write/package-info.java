/** Tests of writing data files. */
@NullMarked
package sleeper.parquet.write;

import org.jspecify.annotations.NullMarked;
