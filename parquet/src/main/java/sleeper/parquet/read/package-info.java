/** Parquet files as blocks of rows, read page by page. */
@NullMarked
package sleeper.parquet.read;

import org.jspecify.annotations.NullMarked;
