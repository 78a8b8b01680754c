/** Tests. */
@NullMarked
package sleeper.ingest.sort;

import org.jspecify.annotations.NullMarked;
