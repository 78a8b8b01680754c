/** The commands that show an instance, and the one that cleans it. */
@NullMarked
package sleeper.cli.inspect;

import org.jspecify.annotations.NullMarked;
