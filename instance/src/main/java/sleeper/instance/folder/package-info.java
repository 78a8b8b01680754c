/** An instance in a folder of this machine. */
@NullMarked
package sleeper.instance.folder;

import org.jspecify.annotations.NullMarked;
