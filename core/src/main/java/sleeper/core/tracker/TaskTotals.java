package sleeper.core.tracker;

/**
 * What a task did.
 *
 * @param jobs jobs whose rows it added to tables
 * @param millisecondsOnJobs the time of those jobs, added up
 * @param rows their rows
 */
public record TaskTotals(long jobs, long millisecondsOnJobs, RowCounts rows) {

  /** Nothing. */
  public static final TaskTotals NONE = new TaskTotals(0, 0, RowCounts.NONE);

  /** These and another job. */
  public TaskTotals plus(long milliseconds, RowCounts jobRows) {
    return new TaskTotals(
        jobs + 1,
        millisecondsOnJobs + milliseconds,
        new RowCounts(rows.read() + jobRows.read(), rows.written() + jobRows.written()));
  }

  /** Rows read in a second of its jobs; not a number if there were no jobs. */
  public double readRate() {
    return rows.read() / seconds();
  }

  /** Rows written in a second of its jobs; not a number if there were no jobs. */
  public double writeRate() {
    return rows.written() / seconds();
  }

  private double seconds() {
    return millisecondsOnJobs / 1000.0;
  }
}
