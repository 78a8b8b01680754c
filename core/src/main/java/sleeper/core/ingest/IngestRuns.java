package sleeper.core.ingest;

/** Starts the runs of ingest jobs into one table; what makes a job happen once. Thread-safe. */
public interface IngestRuns {

  /**
   * Starts a run of a job, or finds that none is needed. Writes a write intent before it returns,
   * so that whatever the run uploads can be found and swept.
   *
   * @throws sleeper.core.error.InvalidInput if the id was used for another job, or the table is
   *     gone
   */
  RunStart start(JobRequest request);
}
