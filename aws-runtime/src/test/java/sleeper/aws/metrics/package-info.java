@NullMarked
package sleeper.aws.metrics;

import org.jspecify.annotations.NullMarked;
