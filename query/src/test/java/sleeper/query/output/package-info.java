@NullMarked
package sleeper.query.output;

import org.jspecify.annotations.NullMarked;
