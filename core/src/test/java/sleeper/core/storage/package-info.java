/** Tests of the storage ports' fakes. */
@NullMarked
package sleeper.core.storage;

import org.jspecify.annotations.NullMarked;
