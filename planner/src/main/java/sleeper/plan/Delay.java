package sleeper.plan;

/**
 * How long it takes until a row that has come can be queried, at the longest.
 *
 * @param fillSeconds until its job has all its rows; 0 where they are all there
 * @param startSeconds until a task takes the job, where none is running
 * @param ingestSeconds until the job is committed
 */
public record Delay(double fillSeconds, double startSeconds, double ingestSeconds) {

  /** All of it. */
  public double seconds() {
    return fillSeconds + startSeconds + ingestSeconds;
  }
}
