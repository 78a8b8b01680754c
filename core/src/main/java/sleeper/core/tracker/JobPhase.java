package sleeper.core.tracker;

/** What a run is at. */
public enum JobPhase {
  /** Takes rows in. */
  READING,
  /** Sorts and writes leaf partitions. */
  WRITING,
  /** Adds its files to the table. */
  COMMITTING,
  /** Has added them. */
  DONE,
  /** Has ended without adding anything. */
  FAILED,
  /** The same, and the message of its job was given back to the queue, to be tried again. */
  GIVEN_BACK;

  /** Whether nothing more is heard of the run. */
  public boolean isEnd() {
    return compareTo(DONE) >= 0;
  }
}
