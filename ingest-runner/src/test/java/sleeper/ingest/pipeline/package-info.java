/** Tests of the pipeline. */
@NullMarked
package sleeper.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
