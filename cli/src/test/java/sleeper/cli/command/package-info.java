@NullMarked
package sleeper.cli.command;

import org.jspecify.annotations.NullMarked;
