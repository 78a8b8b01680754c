/** Arrow record batches as the source of an ingest job. */
@NullMarked
package sleeper.ingest.arrow;

import org.jspecify.annotations.NullMarked;
