@NullMarked
package sleeper.core.key;

import org.jspecify.annotations.NullMarked;
