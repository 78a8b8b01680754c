package sleeper.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.TaskStatus;

/**
 * What became of jobs that came as messages, and of the tasks that did them. Kept for a week unless
 * a property says otherwise. Thread-safe.
 */
public final class JobReports {

  private final Wiring wiring;

  JobReports(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * The jobs of a table, the one that began last first.
   *
   * @throws sleeper.core.error.InvalidInput if there is no such table
   */
  public List<JobStatus> ofTable(String tableName) {
    return JobStatus.of(tracker().ofTable(wiring.find(tableName).id().id()));
  }

  /** The jobs of all tables, and those of which no table is known, the last to begin first. */
  public List<JobStatus> all() {
    List<JobEvent> events = new ArrayList<>(tracker().ofRejectedJobs());
    List<TableId> tables = wiring.index().list();
    // What was rejected for a table is among the events of the table.
    events.removeIf(
        event -> tables.stream().anyMatch(table -> table.id().equals(event.run().tableId())));
    tables.forEach(table -> events.addAll(tracker().ofTable(table.id())));
    return JobStatus.of(events);
  }

  /**
   * The jobs whose messages were rejected and which have not been begun either before or since, the
   * last to begin first.
   */
  public List<JobStatus> rejected() {
    return JobStatus.of(tracker().ofRejectedJobs()).stream()
        .filter(job -> job.state() == JobState.REJECTED)
        .toList();
  }

  /** The jobs of an id, one for each table that has one. */
  public List<JobStatus> ofJob(String jobId) {
    return JobStatus.of(tracker().ofJob(jobId));
  }

  /** How far the runs of a table's jobs are, the one heard of last first. */
  public List<JobProgress> progressOfTable(String tableId) {
    return progress().ofTable(tableId);
  }

  /** How far the runs of a job are, the one heard of last first. */
  public List<JobProgress> progressOfJob(String tableId, String jobId) {
    return progress().ofJob(tableId, jobId);
  }

  /**
   * What a run had to say of what it read, such as the rows of each file. It is known before the
   * run commits, so that of a run that did not commit it may be known, too.
   */
  public Optional<JobDetails> details(String tableId, String jobId, String runId) {
    return progress().details(tableId, jobId, runId);
  }

  /** All tasks, the one that began last first. */
  public List<TaskStatus> tasks() {
    return wiring.backend().taskTracker().all();
  }

  /** The name of a table, if it is there. */
  public Optional<String> tableName(String tableId) {
    return wiring.index().findById(tableId).map(TableId::name);
  }

  private JobTracker tracker() {
    return wiring.backend().jobTracker();
  }

  private JobProgressStore progress() {
    return wiring.backend().jobProgress();
  }
}
