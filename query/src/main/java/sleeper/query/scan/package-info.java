/** Reading the files of partitions: filtered, merged in key order, a leaf partition at a time. */
@NullMarked
package sleeper.query.scan;

import org.jspecify.annotations.NullMarked;
