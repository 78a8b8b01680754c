/** Runs ingest tasks, in a container or anywhere else. */
@NullMarked
package sleeper.aws.task;

import org.jspecify.annotations.NullMarked;
