@NullMarked
package sleeper.deployment.instance;

import org.jspecify.annotations.NullMarked;
