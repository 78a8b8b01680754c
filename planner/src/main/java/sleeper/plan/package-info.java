/**
 * What an ingest costs, how long it takes and what it needs, before it is done. Numbers in, numbers
 * out.
 */
@NullMarked
package sleeper.plan;

import org.jspecify.annotations.NullMarked;
