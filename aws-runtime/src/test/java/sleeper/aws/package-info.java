@NullMarked
package sleeper.aws;

import org.jspecify.annotations.NullMarked;
