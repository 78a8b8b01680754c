/** What an instance is made of, wherever it is kept. */
@NullMarked
package sleeper.instance.backend;

import org.jspecify.annotations.NullMarked;
