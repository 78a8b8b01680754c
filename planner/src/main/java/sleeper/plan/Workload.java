package sleeper.plan;

import java.util.OptionalDouble;
import sleeper.core.error.InvalidInput;

/**
 * What is to be ingested.
 *
 * @param rows all rows
 * @param rowsPerJob the rows of a job; the last one has the rest
 * @param spread how the rows lie over the leaf partitions
 * @param row how large a row is
 * @param input what the input files of a job are like
 * @param rowsPerSecond how fast rows come in; without it, they are all there
 */
public record Workload(
    long rows,
    long rowsPerJob,
    LeafSpread spread,
    RowSize row,
    JobInput input,
    OptionalDouble rowsPerSecond) {

  public Workload {
    if (rows < 1 || rowsPerJob < 1) {
      throw new InvalidInput(
          "There is at least one row, and one in a job: rows=%d, rows of a job=%d"
              .formatted(rows, rowsPerJob));
    }
    if (rowsPerSecond.isPresent() && rowsPerSecond.getAsDouble() <= 0) {
      throw new InvalidInput(
          "Rows come in at more than 0 a second, not %s".formatted(rowsPerSecond.getAsDouble()));
    }
    rowsPerJob = Math.min(rows, rowsPerJob);
    if ((rows - 1) / rowsPerJob + 1 > Long.MAX_VALUE / 16 / spread.leaves()) {
      throw new InvalidInput(
          "%d rows in jobs of %d would be more files than can be counted; make the jobs larger"
              .formatted(rows, rowsPerJob));
    }
  }

  /**
   * The bytes of a row.
   *
   * @param memory while it is ingested: 8 of a long, 4 and its bytes of a string
   * @param stored in data files
   * @param input in input files
   */
  public record RowSize(double memory, double stored, double input) {

    public RowSize {
      if (memory <= 0 || stored <= 0 || input <= 0) {
        throw new InvalidInput(
            "A row has bytes: in memory %s, stored %s, in input files %s"
                .formatted(memory, stored, input));
      }
    }
  }

  /**
   * The input files of a job.
   *
   * @param files how many
   * @param rowGroupBytes about how large their row groups are
   * @param columns how many columns are read
   */
  public record JobInput(long files, double rowGroupBytes, int columns) {

    public JobInput {
      if (files < 1 || columns < 1) {
        throw new InvalidInput(
            "A job has at least one input file with a column: files=%d, columns=%d"
                .formatted(files, columns));
      }
    }
  }

  /** How many jobs it takes. */
  public long jobs() {
    return (rows - 1) / rowsPerJob + 1;
  }

  /** The rows of the last job. */
  public long rowsOfLastJob() {
    return rows - (jobs() - 1) * rowsPerJob;
  }

  /** The same rows in jobs of another size. */
  public Workload inJobsOf(long newRowsPerJob) {
    return new Workload(rows, newRowsPerJob, spread, row, input, rowsPerSecond);
  }
}
