/** Points that jobs pass on their way, at which tests let something happen. */
@NullMarked
package sleeper.core.testing.steps;

import org.jspecify.annotations.NullMarked;
