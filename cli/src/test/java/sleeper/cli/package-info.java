@NullMarked
package sleeper.cli;

import org.jspecify.annotations.NullMarked;
