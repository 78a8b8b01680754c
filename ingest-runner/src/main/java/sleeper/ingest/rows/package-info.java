/** Rows of Java programs into column blocks, each value checked on its way. */
@NullMarked
package sleeper.ingest.rows;

import org.jspecify.annotations.NullMarked;
