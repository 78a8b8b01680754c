/** Ingest jobs as messages: reading, checking and writing them. */
@NullMarked
package sleeper.core.job;

import org.jspecify.annotations.NullMarked;
