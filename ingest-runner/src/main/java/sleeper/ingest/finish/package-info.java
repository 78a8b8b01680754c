/** Sorts and writes the rows of each leaf partition, however many they are. */
@NullMarked
package sleeper.ingest.finish;

import org.jspecify.annotations.NullMarked;
