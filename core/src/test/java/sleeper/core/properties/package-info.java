@NullMarked
package sleeper.core.properties;

import org.jspecify.annotations.NullMarked;
