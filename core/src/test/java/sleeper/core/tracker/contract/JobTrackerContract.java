package sleeper.core.tracker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobState;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.JobUpdate.CommitPoint;
import sleeper.core.tracker.RowCounts;

/** What every tracker of jobs has to do. */
public abstract class JobTrackerContract {

  private static final String TABLE = "0a1b2c3d";
  private static final String OTHER = "4e5f6a7b";

  /** A tracker in which nothing is written yet. */
  protected abstract JobTracker tracker();

  /** The time by the tracker's clock, from which the events of the test are counted. */
  protected abstract Instant now();

  @Test
  void shouldGiveBackEveryEventAsItWasSaved() {
    JobRunIds run = new JobRunIds(TABLE, "job-ä 1", "run-1", "task-1");
    List<JobEvent> events =
        List.of(
            event(run, 0, new JobUpdate.Accepted(at(0), 3)),
            event(run, 1, new JobUpdate.Started(at(1), 3)),
            event(run, 2, new JobUpdate.AddedFiles(at(2), 5)),
            event(run, 3, finished(CommitPoint.WHEN_FILES_ADDED)),
            event(
                new JobRunIds(TABLE, "job-ä 1", "run-2", "task-1"),
                4,
                new JobUpdate.Failed(at(4), List.of("outer", "inner\nline"))),
            event(
                new JobRunIds(TABLE, "job-ä 1", "run-3", null),
                5,
                finished(CommitPoint.BEFORE_FINISHED)));
    events.forEach(tracker()::save);

    assertThat(tracker().ofTable(TABLE)).containsExactlyInAnyOrderElementsOf(events);
    assertThat(tracker().ofJob("job-ä 1")).containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void shouldKeepTwoEventsOfOneMillisecond() {
    JobRunIds run = new JobRunIds(TABLE, "job", "run", "task");
    tracker().save(event(run, 0, new JobUpdate.AddedFiles(at(0), 5)));
    tracker().save(event(run, 0, finished(CommitPoint.WHEN_FILES_ADDED)));

    assertThat(tracker().ofJob("job")).hasSize(2);
    assertThat(JobStatus.of(tracker().ofTable(TABLE)))
        .singleElement()
        .extracting(JobStatus::state)
        .isEqualTo(JobState.FINISHED);
  }

  @Test
  void shouldKeepAnEventOnceThoughItIsSavedTwice() {
    JobRunIds run = new JobRunIds(TABLE, "job", "run", "task");
    tracker().save(event(run, 0, new JobUpdate.AddedFiles(at(0), 5)));
    tracker().save(event(run, 0, new JobUpdate.AddedFiles(at(0), 5)));
    tracker().save(event(run, 1, new JobUpdate.AddedFiles(at(0), 5)));

    assertThat(tracker().ofJob("job")).hasSize(2);
    assertThat(tracker().ofTable(TABLE)).hasSize(2);
  }

  @Test
  void shouldTellJobsWhoseIdsBeginAlikeApart() {
    tracker().save(started(TABLE, "job"));
    tracker().save(started(TABLE, "job-1"));
    tracker().save(started(OTHER, "jobs"));

    assertThat(tracker().ofJob("job"))
        .singleElement()
        .extracting(event -> event.run().jobId())
        .isEqualTo("job");
    assertThat(tracker().ofTable(TABLE)).hasSize(2);
    assertThat(tracker().ofTable(OTHER)).hasSize(1);
    assertThat(tracker().ofJob("jo")).isEmpty();
    assertThat(tracker().ofTable("none")).isEmpty();
  }

  @Test
  void shouldListRejectedJobs() {
    JobEvent known = rejected(TABLE, "known", "{\"tableName\":\"t\"}");
    JobEvent unknown = rejected(null, "unknown", "not json");
    JobEvent unkept = rejected(null, "unkept", null);
    List.of(known, unknown, unkept).forEach(tracker()::save);
    tracker().save(started(TABLE, "other"));

    assertThat(tracker().ofRejectedJobs()).containsExactlyInAnyOrder(known, unknown, unkept);
    assertThat(tracker().ofJob("unknown")).containsExactly(unknown);
    assertThat(tracker().ofTable(TABLE)).hasSize(2);
  }

  private JobEvent rejected(@Nullable String tableId, String jobId, @Nullable String message) {
    JobUpdate update = new JobUpdate.Rejected(at(0), 0, List.of("Table not found", "b"), message);
    return event(new JobRunIds(tableId, jobId, null, null), 0, update);
  }

  private JobEvent started(String tableId, String jobId) {
    return event(
        new JobRunIds(tableId, jobId, "run-of-" + jobId, "task"),
        0,
        new JobUpdate.Started(at(0), 1));
  }

  private JobUpdate finished(CommitPoint commit) {
    return new JobUpdate.Finished(at(3), new RowCounts(1_000_000_000_000L, 999), 5, commit);
  }

  private JobEvent event(JobRunIds run, int second, JobUpdate update) {
    return new JobEvent(run, at(second), update);
  }

  private Instant at(int second) {
    return Instant.ofEpochMilli(now().toEpochMilli()).plusSeconds(second);
  }
}
