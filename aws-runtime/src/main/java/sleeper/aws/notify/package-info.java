/** Tells others when jobs end. */
@NullMarked
package sleeper.aws.notify;

import org.jspecify.annotations.NullMarked;
