@NullMarked
package sleeper.core.row;

import org.jspecify.annotations.NullMarked;
