@NullMarked
package sleeper.instance;

import org.jspecify.annotations.NullMarked;
