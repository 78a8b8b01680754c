/** Job messages as the programs of others send them. */
@NullMarked
package sleeper.aws.clients;

import org.jspecify.annotations.NullMarked;
