@NullMarked
package sleeper.cli.task;

import org.jspecify.annotations.NullMarked;
