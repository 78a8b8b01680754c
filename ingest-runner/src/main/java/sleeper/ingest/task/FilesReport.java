package sleeper.ingest.task;

/** Who tells the job tracker that files were added to a table. Exactly one must. */
public enum FilesReport {
  /** The task, after its commit. */
  BY_TASK,
  /** Whoever follows the transaction log, as Sleeper's own deployments do. */
  BY_LOG_FOLLOWER
}
