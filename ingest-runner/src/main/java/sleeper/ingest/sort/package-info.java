/** Sorts rows of key columns by radix on compacted key bits. */
@NullMarked
package sleeper.ingest.sort;

import org.jspecify.annotations.NullMarked;
