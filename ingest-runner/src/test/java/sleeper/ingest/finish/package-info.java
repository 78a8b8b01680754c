/** Tests. */
@NullMarked
package sleeper.ingest.finish;

import org.jspecify.annotations.NullMarked;
