/** Conditions on rows: on blocks, in Parquet's metadata, and against partitions. */
@NullMarked
package sleeper.query.filter;

import org.jspecify.annotations.NullMarked;
