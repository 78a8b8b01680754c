@NullMarked
package sleeper.cli.tables;

import org.jspecify.annotations.NullMarked;
