/** The tables of an instance, by name and id. */
@NullMarked
package sleeper.core.table;

import org.jspecify.annotations.NullMarked;
