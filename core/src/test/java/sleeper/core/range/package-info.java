@NullMarked
package sleeper.core.range;

import org.jspecify.annotations.NullMarked;
