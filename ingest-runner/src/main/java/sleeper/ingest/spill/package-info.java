/**
 * Rows kept by partition outside the heap, and past a budget in a local file, until each partition
 * is finished.
 */
@NullMarked
package sleeper.ingest.spill;

import org.jspecify.annotations.NullMarked;
