/** Ingest tasks: take jobs from a queue and do them. */
@NullMarked
package sleeper.ingest.task;

import org.jspecify.annotations.NullMarked;
