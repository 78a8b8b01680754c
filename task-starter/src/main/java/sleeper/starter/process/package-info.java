/** Starts ingest tasks as processes of this machine. */
@NullMarked
package sleeper.starter.process;

import org.jspecify.annotations.NullMarked;
