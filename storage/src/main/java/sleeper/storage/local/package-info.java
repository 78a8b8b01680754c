/** Objects and input files in folders of this machine. */
@NullMarked
package sleeper.storage.local;

import org.jspecify.annotations.NullMarked;
