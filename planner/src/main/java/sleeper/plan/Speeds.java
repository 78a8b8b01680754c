package sleeper.plan;

import sleeper.core.error.InvalidInput;

/**
 * How fast things go. The defaults are between what docs/performance.md measured for narrow rows
 * (2.2 million rows a second and processor into S3) and for wide ones (0.4 million), on processors
 * that were not Fargate's.
 *
 * @param rowsPerSecondAndCpu rows that one processor ingests in a second, from Parquet to Parquet
 * @param secondsPerRequest how long a PUT takes; each thread makes one after another
 * @param secondsPerJob what each job takes besides: intent, footers, commit, trackers
 * @param taskStartSeconds from a message to a task that takes it, where none runs
 */
public record Speeds(
    double rowsPerSecondAndCpu,
    double secondsPerRequest,
    double secondsPerJob,
    double taskStartSeconds) {

  /** What is taken where nothing else is known. */
  public static final Speeds DEFAULT = new Speeds(1_000_000, 0.05, 2, 90);

  public Speeds {
    if (rowsPerSecondAndCpu <= 0
        || secondsPerRequest < 0
        || secondsPerJob < 0
        || taskStartSeconds < 0) {
      throw new InvalidInput(
          "Rows are ingested at more than 0 a second, not %s, and nothing takes negative time"
              .formatted(rowsPerSecondAndCpu));
    }
  }

  /** The same with another speed of a processor. */
  public Speeds withRowsPerSecondAndCpu(double rows) {
    return new Speeds(rows, secondsPerRequest, secondsPerJob, taskStartSeconds);
  }
}
