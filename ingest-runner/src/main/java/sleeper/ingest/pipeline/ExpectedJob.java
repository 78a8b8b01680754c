package sleeper.ingest.pipeline;

/**
 * A job that has not been done: what it may use, and what is known of its rows.
 *
 * @param memoryBytes the budget for everything
 * @param sourceBytes how much of it the source of the rows takes
 * @param diskBytes the most bytes that spill files may have at once
 * @param fullPolicy what happens when memory and disk are full
 * @param threads how many threads work
 * @param rowGroupBytes about the most bytes of a row group before compression
 * @param fileBytes what an open file takes besides its row group
 * @param rows how many rows, in no order of their keys
 * @param rowBytes the bytes of a row in memory: 8 of a long, 4 and its bytes of a string, 1 to 4 of
 *     a string that is one of few
 * @param blockRows the rows of a block that the source gives
 * @param leaves how many leaf partitions get rows, of each about as many
 */
public record ExpectedJob(
    long memoryBytes,
    long sourceBytes,
    long diskBytes,
    FullPolicy fullPolicy,
    int threads,
    long rowGroupBytes,
    long fileBytes,
    long rows,
    double rowBytes,
    int blockRows,
    long leaves) {

  public ExpectedJob {
    if (memoryBytes - sourceBytes < PipelineSettings.MIN_MEMORY_BYTES
        || rows < 0
        || rowBytes <= 0
        || blockRows < 1
        || leaves < 1
        || threads < 1) {
      throw new IllegalArgumentException(
          ("A job has memory besides its source, rows of some bytes, and leaves: memoryBytes=%d,"
                  + " sourceBytes=%d, rows=%d, rowBytes=%s, blockRows=%d, leaves=%d, threads=%d")
              .formatted(memoryBytes, sourceBytes, rows, rowBytes, blockRows, leaves, threads));
    }
  }

  /** The bytes of all rows in memory. */
  long bytes() {
    return (long) (rows * rowBytes);
  }

  /** The rows of a leaf. */
  long leafRows() {
    return (rows + leaves - 1) / leaves;
  }

  /** The bytes of a leaf in memory. */
  long leafBytes() {
    return bytes() / leaves;
  }
}
