package sleeper.core.tracker;

/** How a job or a run of one stands, from the least to the furthest. */
public enum JobState {
  /** Its message asks for nothing that can be done. */
  REJECTED,
  /** Its message was accepted. */
  ACCEPTED,
  /** It ended without adding anything. */
  FAILED,
  /** It has begun. */
  IN_PROGRESS,
  /** It has done its work, and some of its files are not known to be in the table yet. */
  UNCOMMITTED,
  /** Its rows are in the table. */
  FINISHED;

  /** Whether something is still to be heard of it. */
  public boolean isUnfinished() {
    return this == ACCEPTED || this == IN_PROGRESS || this == UNCOMMITTED;
  }
}
