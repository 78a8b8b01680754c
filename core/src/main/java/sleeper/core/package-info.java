/** Schema, rows, keys, partitions, the transaction log and the ports to the outside. */
@NullMarked
package sleeper.core;

import org.jspecify.annotations.NullMarked;
