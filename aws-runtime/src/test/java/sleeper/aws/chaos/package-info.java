/** Ingest on AWS while everything that can die does. */
@NullMarked
package sleeper.aws.chaos;

import org.jspecify.annotations.NullMarked;
