package sleeper.plan;

import sleeper.plan.Workload.JobInput;

/** How input files are read from S3, see docs/design/object-storage.md. */
final class Downloads {

  /** Looking for it, its footer to check it, its footer to read it. */
  private static final long BESIDES_DATA = 3;

  private static final double MOST_BYTES_OF_REQUEST = 8 << 20;
  private static final double LEAST_BYTES_OF_REQUEST = 16 << 10;

  /** Of the memory of a reader, the part that is for what is fetched ahead. */
  private static final int AHEAD_SHARE = 8;

  private Downloads() {}

  /** Requests for files of so many bytes together, read with so much memory. */
  static double requests(JobInput input, double bytes, long memoryBytes) {
    double ahead = memoryBytes / (double) AHEAD_SHARE;
    double request =
        input.rowGroupBytes() <= ahead
            ? Math.min(MOST_BYTES_OF_REQUEST, input.rowGroupBytes())
            : ahead / 2 / input.columns();
    double size = Math.min(MOST_BYTES_OF_REQUEST, Math.max(LEAST_BYTES_OF_REQUEST, request));
    return input.files() * BESIDES_DATA + Math.max((double) input.files(), Math.ceil(bytes / size));
  }
}
