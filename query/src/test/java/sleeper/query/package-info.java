@NullMarked
package sleeper.query;

import org.jspecify.annotations.NullMarked;
