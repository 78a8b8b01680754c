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
  FAILED
}
