@NullMarked
package sleeper.core.job;

import org.jspecify.annotations.NullMarked;
