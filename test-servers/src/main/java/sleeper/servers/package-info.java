/** Real servers in this process that answer as AWS does, on addresses of this machine alone. */
@NullMarked
package sleeper.servers;

import org.jspecify.annotations.NullMarked;
