/** What a deployment asks for: the tables of an instance. */
@NullMarked
package sleeper.core.deployment;

import org.jspecify.annotations.NullMarked;
