@NullMarked
package sleeper.servers;

import org.jspecify.annotations.NullMarked;
