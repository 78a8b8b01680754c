/** Rows to try things with. */
@NullMarked
package sleeper.cli.sample;

import org.jspecify.annotations.NullMarked;
