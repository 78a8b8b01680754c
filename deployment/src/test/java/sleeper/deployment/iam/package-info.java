@NullMarked
package sleeper.deployment.iam;

import org.jspecify.annotations.NullMarked;
