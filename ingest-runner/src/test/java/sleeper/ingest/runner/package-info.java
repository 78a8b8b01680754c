/** Tests of jobs against runs that tests steer. */
@NullMarked
package sleeper.ingest.runner;

import org.jspecify.annotations.NullMarked;
