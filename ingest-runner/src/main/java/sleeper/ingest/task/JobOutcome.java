package sleeper.ingest.task;

/** What came of one delivery of a message. */
public enum JobOutcome {
  /** Its rows were added; the message is gone. */
  FINISHED,
  /** The job had been committed before; the message is gone. */
  DUPLICATE,
  /** The message can never lead to a job; it is gone. */
  REJECTED,
  /** The job can never be done; the message is gone. */
  FAILED,
  /** Something failed that may not fail again; the message was given back. */
  RETRIED,
  /** Another run of the job is alive; the message was given back. */
  RUNNING_ELSEWHERE,
  /** The task was stopped; the message was given back. */
  STOPPED
}
