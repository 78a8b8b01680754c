@NullMarked
package sleeper.deployment.resource;

import org.jspecify.annotations.NullMarked;
