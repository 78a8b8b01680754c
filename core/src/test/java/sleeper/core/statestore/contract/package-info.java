/** What every adapter of the state store's ports has to do, as tests that each of them passes. */
@NullMarked
package sleeper.core.statestore.contract;

import org.jspecify.annotations.NullMarked;
