@NullMarked
package sleeper.aws.notify;

import org.jspecify.annotations.NullMarked;
