/** The rules of the design, checked on the compiled classes of all modules. */
@NullMarked
package sleeper.architecture;

import org.jspecify.annotations.NullMarked;
