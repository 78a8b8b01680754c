/** Where the rows of an ingest job come from, with the place of each row for messages. */
@NullMarked
package sleeper.ingest.source;

import org.jspecify.annotations.NullMarked;
