@NullMarked
package sleeper.core.schema;

import org.jspecify.annotations.NullMarked;
