package sleeper.core.tracker;

import java.util.List;

/**
 * Writes down what happens to jobs, and lists it. {@link JobStatus} says what it means.
 *
 * <p>Events are kept for a set time, a week as a rule. Whoever writes them must not let a job fail
 * because they cannot be written. Thread-safe.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} if the tracker cannot be reached, and
 * {@link #save} also {@link sleeper.core.error.CommitStateUnknown} if the event may have been
 * written all the same.
 */
public interface JobTracker {

  /** Writes down an event. Of those that are equal in everything one is kept. */
  void save(JobEvent event);

  /** The events of a table's jobs, in no certain order. */
  List<JobEvent> ofTable(String tableId);

  /** The events of a job, in no certain order; of one table at least where several used its id. */
  List<JobEvent> ofJob(String jobId);

  /** The events of jobs whose last validation was a rejection, in no certain order. */
  List<JobEvent> ofRejectedJobs();
}
