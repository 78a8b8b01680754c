/** What ingest tasks measure, for CloudWatch or Prometheus. */
@NullMarked
package sleeper.aws.metrics;

import org.jspecify.annotations.NullMarked;
