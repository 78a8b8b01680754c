@NullMarked
package sleeper.starter.aws;

import org.jspecify.annotations.NullMarked;
