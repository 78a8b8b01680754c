/** The commands about ingest tasks, which do the jobs that messages ask for. */
@NullMarked
package sleeper.cli.task;

import org.jspecify.annotations.NullMarked;
