/** The commands that make, describe and delete instances. */
@NullMarked
package sleeper.cli.instance;

import org.jspecify.annotations.NullMarked;
