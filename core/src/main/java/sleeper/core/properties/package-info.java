/** The settings of an instance and its tables, under Sleeper's names. */
@NullMarked
package sleeper.core.properties;

import org.jspecify.annotations.NullMarked;
