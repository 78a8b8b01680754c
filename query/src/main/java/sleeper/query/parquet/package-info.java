/** Blocks written as Parquet files. */
@NullMarked
package sleeper.query.parquet;

import org.jspecify.annotations.NullMarked;
