@NullMarked
package sleeper.core.table;

import org.jspecify.annotations.NullMarked;
