package sleeper.aws.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import sleeper.core.ingest.CollectReport;
import sleeper.core.row.Row;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobRunStatus;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;

/** What must hold when all processes have ended. */
final class Outcome {

  private final ChaosInstance chaos;

  Outcome(ChaosInstance chaos) {
    this.chaos = chaos;
  }

  /** Each table has what each of its jobs adds, once. */
  void assertTables(List<ChaosJob> jobs) throws Exception {
    for (TableId table : chaos.backend().tables().list()) {
      List<Row> expected = ChaosJob.once(table.name(), jobs);
      List<Row> rows = ChaosRows.sorted(chaos.rows(table.name()));
      assertThat(rows.size()).as("rows of table %s", table.name()).isEqualTo(expected.size());
      assertThat(rows.equals(expected)).as("content of table %s", table.name()).isTrue();
    }
  }

  /** The trackers say of each job that it has finished, and of no run that it is under way. */
  void assertFinished(List<ChaosJob> jobs) {
    for (ChaosJob job : jobs) {
      JobStatus status = status(job.id());
      assertThat(status.state()).as("state of job %s", job.id()).isEqualTo(JobState.FINISHED);
      assertThat(status.runs().stream().filter(run -> run.state() == JobState.FINISHED))
          .singleElement()
          .satisfies(run -> assertThat(run.rows().written()).isEqualTo(job.rows().count()));
      assertRunsHaveEnded(status);
    }
  }

  /** A job has failed, for a reason. */
  void assertFailed(String jobId, String reason) {
    JobStatus status = status(jobId);
    assertThat(status.state()).as("state of job %s", jobId).isEqualTo(JobState.FAILED);
    assertThat(String.join("\n", status.runs().get(0).failureReasons())).contains(reason);
    assertRunsHaveEnded(status);
  }

  /** A run of a job has failed, for a reason. */
  void assertRefusal(String jobId, String reason) {
    assertThat(status(jobId).runs())
        .anySatisfy(run -> assertThat(String.join("\n", run.failureReasons())).contains(reason));
  }

  /** A job's message was rejected, for a reason. */
  void assertRejected(String jobId, String reason) {
    assertThat(chaos.instance().jobReports().rejected())
        .filteredOn(status -> status.jobId().equals(jobId))
        .singleElement()
        .satisfies(
            status ->
                assertThat(String.join("\n", status.runs().get(0).failureReasons()))
                    .contains(reason));
  }

  /** Queues are empty, and after a collection nothing is left of what did not get into a table. */
  void assertNothingLeft() {
    assertThat(chaos.depth().waiting()).as("messages").isZero();
    assertThat(chaos.depth().inFlight()).as("messages in flight").isZero();
    assertThat(chaos.depth().dead()).as("dead letters").isZero();
    EagerCollector collector = new EagerCollector(chaos.backend(), Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      CollectReport report = collector.collect();
      assertThat(report.problems()).isEmpty();
    }
    assertThat(chaos.backend().ingestCommitStore().allIntents()).isEmpty();
    StoredObjects objects = new StoredObjects(chaos);
    assertThat(objects.unfinishedUploads()).isEmpty();
    assertThat(objects.untracked()).as("objects that nothing refers to").isEmpty();
    assertThat(objects.missing()).as("objects that are gone").isEmpty();
    for (TableId table : chaos.backend().tables().list()) {
      long life = chaos.instance().tables().state(table.name(), OptionalLong.empty()).life();
      new CommitRecords(chaos.backend(), table.id(), life).assertAgreement();
    }
  }

  private JobStatus status(String jobId) {
    List<JobStatus> jobs = chaos.instance().jobReports().ofJob(jobId);
    assertThat(jobs).as("job %s in the tracker", jobId).hasSize(1);
    return jobs.get(0);
  }

  private static void assertRunsHaveEnded(JobStatus status) {
    assertThat(status.runs()).as("runs of job %s", status.jobId()).allMatch(JobRunStatus::hasEnded);
  }
}
