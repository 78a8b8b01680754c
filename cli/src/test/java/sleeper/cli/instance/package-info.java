@NullMarked
package sleeper.cli.instance;

import org.jspecify.annotations.NullMarked;
