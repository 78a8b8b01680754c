/** Tests of tasks with real queues, trackers and ledgers. */
@NullMarked
package sleeper.ingest.task;

import org.jspecify.annotations.NullMarked;
