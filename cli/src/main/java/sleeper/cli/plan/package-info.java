/** The command that tells beforehand what an ingest costs and how long it takes. */
@NullMarked
package sleeper.cli.plan;

import org.jspecify.annotations.NullMarked;
