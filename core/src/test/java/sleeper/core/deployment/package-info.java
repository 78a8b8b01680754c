@NullMarked
package sleeper.core.deployment;

import org.jspecify.annotations.NullMarked;
