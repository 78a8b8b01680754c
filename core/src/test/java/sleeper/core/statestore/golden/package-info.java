/** Tables that Sleeper itself wrote, as the tests of the state store see them. */
@NullMarked
package sleeper.core.statestore.golden;

import org.jspecify.annotations.NullMarked;
