/** JMH kernels and the whole-job comparison with DuckDB; outside the default build. */
@NullMarked
package sleeper.benchmarks;

import org.jspecify.annotations.NullMarked;
