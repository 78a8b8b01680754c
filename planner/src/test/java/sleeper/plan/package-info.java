@NullMarked
package sleeper.plan;

import org.jspecify.annotations.NullMarked;
