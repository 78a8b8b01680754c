/** Copies columns: by range, by row number, and out of dictionaries. */
@NullMarked
package sleeper.ingest.columns;

import org.jspecify.annotations.NullMarked;
