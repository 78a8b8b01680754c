/**
 * What every adapter of the ingest commit store has to do, and fakes to try it with: time, objects,
 * faults.
 */
@NullMarked
package sleeper.core.ingest.contract;

import org.jspecify.annotations.NullMarked;
