/** What every adapter of the storage ports promises. */
@NullMarked
package sleeper.core.storage.contract;

import org.jspecify.annotations.NullMarked;
