@NullMarked
package sleeper.core.tracker;

import org.jspecify.annotations.NullMarked;
