/** Test support that other modules share through the test-jar of core. */
@NullMarked
package sleeper.core.testing;

import org.jspecify.annotations.NullMarked;
