/** Finds the leaf partition, or the range of keys, that each row of a block belongs to. */
@NullMarked
package sleeper.ingest.partition;

import org.jspecify.annotations.NullMarked;
