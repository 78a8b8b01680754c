@NullMarked
package sleeper.aws.servers;

import org.jspecify.annotations.NullMarked;
