package sleeper.core.ingest;

import java.util.Optional;

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

  /**
   * What has been done for a job or is being done, whatever it was asked to do; changes nothing.
   *
   * @return that it was committed, or that a run of it is alive; empty if neither
   */
  Optional<RunStart> find(String jobId);
}
