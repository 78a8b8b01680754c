@NullMarked
package sleeper.core.order;

import org.jspecify.annotations.NullMarked;
