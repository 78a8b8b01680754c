/** JMH benchmarks of the kernels that the time of an ingest goes to. */
@NullMarked
package sleeper.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
