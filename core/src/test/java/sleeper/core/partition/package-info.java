@NullMarked
package sleeper.core.partition;

import org.jspecify.annotations.NullMarked;
