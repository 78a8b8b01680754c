/** The commands about messages that ask for ingest jobs, and about what became of the jobs. */
@NullMarked
package sleeper.cli.job;

import org.jspecify.annotations.NullMarked;
