@NullMarked
package sleeper.starter;

import org.jspecify.annotations.NullMarked;
