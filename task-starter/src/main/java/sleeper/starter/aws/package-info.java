/** Starts ingest tasks in ECS, from a Lambda. */
@NullMarked
package sleeper.starter.aws;

import org.jspecify.annotations.NullMarked;
