/** Queries by key, range and region, as of a version. */
@NullMarked
package sleeper.query;

import org.jspecify.annotations.NullMarked;
