@NullMarked
package sleeper.deployment;

import org.jspecify.annotations.NullMarked;
