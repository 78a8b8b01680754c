/** The commands that make and change instances and tables. */
@NullMarked
package sleeper.cli.tables;

import org.jspecify.annotations.NullMarked;
