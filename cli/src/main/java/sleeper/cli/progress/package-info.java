/** How far an ingest job is, for people: bars on a terminal, lines anywhere else. */
@NullMarked
package sleeper.cli.progress;

import org.jspecify.annotations.NullMarked;
