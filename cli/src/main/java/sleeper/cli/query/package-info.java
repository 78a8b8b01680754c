/** The command that reads rows. */
@NullMarked
package sleeper.cli.query;

import org.jspecify.annotations.NullMarked;
