@NullMarked
package sleeper.instance.aws;

import org.jspecify.annotations.NullMarked;
