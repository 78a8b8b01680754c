/** The command that adds rows. */
@NullMarked
package sleeper.cli.ingest;

import org.jspecify.annotations.NullMarked;
