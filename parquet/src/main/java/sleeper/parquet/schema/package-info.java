/** Table schemas as Parquet schemas, and back. */
@NullMarked
package sleeper.parquet.schema;

import org.jspecify.annotations.NullMarked;
