@NullMarked
package sleeper.aws.queue;

import org.jspecify.annotations.NullMarked;
