/** Parquet files as the source of an ingest job. */
@NullMarked
package sleeper.ingest.files;

import org.jspecify.annotations.NullMarked;
