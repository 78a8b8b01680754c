/**
 * What became of ingest jobs and tasks, for people to read. Events and their meaning are Sleeper's.
 */
@NullMarked
package sleeper.core.tracker;

import org.jspecify.annotations.NullMarked;
