/** From blocks of rows to one sorted file for each leaf partition, within one memory budget. */
@NullMarked
package sleeper.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
