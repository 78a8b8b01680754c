/** Ingest: partition, spill, sort, finish, publish. */
@NullMarked
package sleeper.ingest.runner;

import org.jspecify.annotations.NullMarked;
