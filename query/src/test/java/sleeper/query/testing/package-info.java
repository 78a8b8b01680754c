@NullMarked
package sleeper.query.testing;

import org.jspecify.annotations.NullMarked;
