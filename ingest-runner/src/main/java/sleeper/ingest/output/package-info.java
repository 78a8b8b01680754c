/** Where finished leaf partitions go: one data file for each. */
@NullMarked
package sleeper.ingest.output;

import org.jspecify.annotations.NullMarked;
