/** An instance that Sleeper itself wrote, as this engine opens, reads and adds to it. */
@NullMarked
package sleeper.instance.golden;

import org.jspecify.annotations.NullMarked;
