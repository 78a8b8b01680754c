/** The tree of partitions that a table's rows are split into. */
@NullMarked
package sleeper.core.partition;

import org.jspecify.annotations.NullMarked;
