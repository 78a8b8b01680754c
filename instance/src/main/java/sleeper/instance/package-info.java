/** Opens an instance and wires the adapters behind the ports. */
@NullMarked
package sleeper.instance;

import org.jspecify.annotations.NullMarked;
