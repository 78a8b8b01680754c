/** Schema to Parquet, column blocks, page decoding and encoding, sketches. */
@NullMarked
package sleeper.parquet;

import org.jspecify.annotations.NullMarked;
