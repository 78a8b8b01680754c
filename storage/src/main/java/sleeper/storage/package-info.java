/** Object stores: a local folder. */
@NullMarked
package sleeper.storage;

import org.jspecify.annotations.NullMarked;
