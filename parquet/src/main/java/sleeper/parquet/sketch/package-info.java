/**
 * Quantile sketches of the row keys of a data file, as Sleeper's partition splitting reads them.
 */
@NullMarked
package sleeper.parquet.sketch;

import org.jspecify.annotations.NullMarked;
