@NullMarked
package sleeper.cli.progress;

import org.jspecify.annotations.NullMarked;
