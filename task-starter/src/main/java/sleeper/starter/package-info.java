/** Starts ingest tasks while job messages wait, wherever tasks run. */
@NullMarked
package sleeper.starter;

import org.jspecify.annotations.NullMarked;
