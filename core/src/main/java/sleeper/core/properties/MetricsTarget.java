package sleeper.core.properties;

/** Where a task's metrics go. */
public enum MetricsTarget {
  /** Nowhere. */
  NONE,
  /** To CloudWatch, once a minute. */
  CLOUDWATCH,
  /** To whoever asks for them, as Prometheus does. */
  PROMETHEUS
}
