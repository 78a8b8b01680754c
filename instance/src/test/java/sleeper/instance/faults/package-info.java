/** Whole jobs with real files, real SQLite and real processes, while things go wrong. */
@NullMarked
package sleeper.instance.faults;

import org.jspecify.annotations.NullMarked;
