@NullMarked
package sleeper.core.ingest;

import org.jspecify.annotations.NullMarked;
