/** Results in formats that people and other tools read. */
@NullMarked
package sleeper.query.output;

import org.jspecify.annotations.NullMarked;
