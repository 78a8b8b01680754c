@NullMarked
package sleeper.aws.task;

import org.jspecify.annotations.NullMarked;
