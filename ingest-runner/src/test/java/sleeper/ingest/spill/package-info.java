/** Tests. */
@NullMarked
package sleeper.ingest.spill;

import org.jspecify.annotations.NullMarked;
