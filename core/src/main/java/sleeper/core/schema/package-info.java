/** The columns of a table, their types, and the schema's JSON. */
@NullMarked
package sleeper.core.schema;

import org.jspecify.annotations.NullMarked;
