package sleeper.core.tracker;

import java.util.List;
import java.util.Optional;

/**
 * Keeps how far runs are and what they have to say of what they read, as long as their events are
 * kept. Thread-safe.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} if the store cannot be reached. Runs
 * have a run id and a table; without either there is an {@link IllegalArgumentException}.
 */
public interface JobProgressStore {

  /** Writes down how far a run is, in place of what was written of it before. */
  void publish(JobProgress progress);

  /** The runs of a table's jobs, the one that was heard of last first. */
  List<JobProgress> ofTable(String tableId);

  /** The runs of a job, the one that was heard of last first. */
  List<JobProgress> ofJob(String tableId, String jobId);

  /**
   * Writes down what a run has to say of what it read, in place of what was written of it before.
   */
  void keep(JobDetails details);

  /** What a run had to say of what it read, if it is known. */
  Optional<JobDetails> details(String tableId, String jobId, String runId);
}
