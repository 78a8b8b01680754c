package sleeper.core.properties;

/** What an ingest job does when it needs more local disk than it may use. */
public enum DiskBudgetPolicy {
  /** The job fails, with nothing committed. */
  REFUSE,
  /** What was spilled is written as files of the table, several for each leaf partition. */
  FLUSH
}
