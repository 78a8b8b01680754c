@NullMarked
package sleeper.cli.job;

import org.jspecify.annotations.NullMarked;
