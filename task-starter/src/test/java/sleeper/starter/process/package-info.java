@NullMarked
package sleeper.starter.process;

import org.jspecify.annotations.NullMarked;
