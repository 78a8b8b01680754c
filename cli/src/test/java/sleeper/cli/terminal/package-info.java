@NullMarked
package sleeper.cli.terminal;

import org.jspecify.annotations.NullMarked;
