package sleeper.core.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sleeper.core.json.Json;
import sleeper.core.tracker.JobUpdate.CommitPoint;

class JobStatusTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void shouldBeInProgressUntilARunEnds() {
    assertThat(state(event("run", 0, accepted()))).isEqualTo(JobState.ACCEPTED);
    assertThat(state(event("run", 0, accepted()), event("run", 1, started())))
        .isEqualTo(JobState.IN_PROGRESS);
    assertThat(state(event("run", 0, started()), event("run", 1, added(1))))
        .isEqualTo(JobState.IN_PROGRESS);
  }

  @Test
  void shouldBeUncommittedUntilAllFilesAreAdded() {
    JobEvent started = event("run", 0, started());
    JobEvent finished = event("run", 1, finished(2, CommitPoint.WHEN_FILES_ADDED));

    assertThat(state(started, finished, event("run", 2, added(1)))).isEqualTo(JobState.UNCOMMITTED);
    assertThat(state(started, finished, event("run", 2, added(1)), event("run", 3, added(1))))
        .isEqualTo(JobState.FINISHED);
  }

  @Test
  void shouldBeFinishedWithoutFilesWhereTheyWereCommittedBefore() {
    assertThat(
            state(
                event("run", 0, started()),
                event("run", 1, finished(2, CommitPoint.BEFORE_FINISHED))))
        .isEqualTo(JobState.FINISHED);
  }

  @Test
  void shouldBeWhatItsFurthestRunIs() {
    List<JobEvent> events =
        List.of(
            event("first", 0, started()),
            event("first", 1, failed()),
            event("second", 2, started()),
            event("second", 3, finished(0, CommitPoint.WHEN_FILES_ADDED)),
            event("third", 4, started()),
            event("third", 5, failed()),
            event(null, 6, rejected()));

    JobStatus job = JobStatus.of(events).get(0);

    assertThat(job.state()).isEqualTo(JobState.FINISHED);
    assertThat(job.isUnfinished()).isFalse();
    assertThat(job.runs())
        .extracting(JobRunStatus::state)
        .containsExactly(JobState.REJECTED, JobState.FAILED, JobState.FINISHED, JobState.FAILED);
    assertThat(job.run("third").orElseThrow().failureReasons()).containsExactly("no disk");
  }

  @Test
  void shouldKnowWhetherItWasAtWorkInATime() {
    JobStatus ended =
        JobStatus.of(List.of(event("run", 10, started()), event("run", 20, failed()))).get(0);
    JobStatus running = JobStatus.of(List.of(event("run", 10, started()))).get(0);

    assertThat(ended.isWithin(at(20), at(30))).isTrue();
    assertThat(ended.isWithin(at(21), at(30))).isFalse();
    assertThat(ended.isWithin(at(0), at(10))).isTrue();
    assertThat(running.isWithin(at(0), at(9))).isFalse();
    assertThat(running.isWithin(at(999), at(1000))).isTrue();
  }

  @Test
  void shouldTellJobsOfOneIdInTwoTablesApart() {
    JobEvent one = event("run", 0, started());
    JobEvent other = new JobEvent(new JobRunIds("other", "job", "run-2", "task"), at(1), started());

    assertThat(JobStatus.of(List.of(one, other)))
        .extracting(JobStatus::tableId)
        .containsExactlyInAnyOrder("other", "table");
  }

  @Test
  void shouldPassOverUpdatesOfOtherKinds() {
    assertThat(
            JobEventJson.read(
                Json.parse("event", "{\"JobId\":\"job\",\"UpdateType\":\"progress\"}")))
        .isEmpty();
  }

  private static JobState state(JobEvent... events) {
    return JobStatus.of(List.of(events)).get(0).state();
  }

  private static JobEvent event(@Nullable String runId, int second, JobUpdate update) {
    Instant time = at(second);
    JobUpdate timed =
        update instanceof JobUpdate.Started
            ? new JobUpdate.Started(time, 1)
            : update instanceof JobUpdate.Failed
                ? new JobUpdate.Failed(time, List.of("no disk"))
                : update;
    return new JobEvent(new JobRunIds("table", "job", runId, "task"), time, timed);
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  private static JobUpdate accepted() {
    return new JobUpdate.Accepted(NOON, 1);
  }

  private static JobUpdate rejected() {
    return new JobUpdate.Rejected(at(6), 0, List.of("no table"), null);
  }

  private static JobUpdate started() {
    return new JobUpdate.Started(NOON, 1);
  }

  private static JobUpdate added(long files) {
    return new JobUpdate.AddedFiles(NOON, files);
  }

  private static JobUpdate finished(long files, CommitPoint commit) {
    return new JobUpdate.Finished(NOON.plusSeconds(1), new RowCounts(1, 1), files, commit);
  }

  private static JobUpdate failed() {
    return new JobUpdate.Failed(NOON, List.of("no disk"));
  }
}
