@NullMarked
package sleeper.aws.setup;

import org.jspecify.annotations.NullMarked;
