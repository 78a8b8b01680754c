package sleeper.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobStatus;
import sleeper.core.tracker.JobUpdate;

class JobViewTest {

  private static final Instant TIME = Instant.parse("2026-05-04T10:00:00Z");
  private static final JobUpdate STARTED = new JobUpdate.Started(TIME, 1);
  private static final JobUpdate FAILED = new JobUpdate.Failed(TIME, List.of("disk full"));

  private final List<JobEvent> events = new ArrayList<>();

  @Test
  void shouldBelieveTheLedgerWhereTheTrackerIsBehind() {
    tracked("run-1", STARTED);

    JobView job = view(committed("run-1"), true);

    assertThat(job.standing()).isEqualTo(Standing.FINISHED);
    assertThat(JobText.rows(job)).isEqualTo("9 of 10");
    assertThat(job.since()).isEqualTo(TIME.plusSeconds(5));
  }

  @Test
  void shouldNotTellTheReasonsOfEarlierRunsOfAJobThatIsDone() {
    tracked("run-1", STARTED);
    tracked("run-1", FAILED);
    tracked("run-2", new JobUpdate.Started(TIME.plusSeconds(9), 1));

    assertThat(view(committed("run-2"), false).reasons()).isEmpty();
    assertThat(view(null, false).standing()).isEqualTo(Standing.RUNNING);
  }

  @Test
  void shouldCallARunDeadThatSaysNothing() {
    tracked("run-1", STARTED);

    assertThat(view(null, true).standing()).isEqualTo(Standing.DEAD);
    assertThat(view(record(JobRecord.Status.DEAD), false).standing()).isEqualTo(Standing.DEAD);
    assertThat(view(record(JobRecord.Status.RUNNING), true).standing()).isEqualTo(Standing.RUNNING);
  }

  @Test
  void shouldCallAFailedRunFailedThoughItsIntentIsStillThere() {
    tracked("run-1", STARTED);
    tracked("run-1", FAILED);

    JobView job = view(record(JobRecord.Status.DEAD), false);

    assertThat(job.standing()).isEqualTo(Standing.FAILED);
    assertThat(JobText.notes(job)).isEqualTo("disk full");
  }

  @Test
  void shouldWaitForTheLastOfAFailedJobWhileItsMessageIsInTheQueue() {
    tracked("run-1", STARTED);
    tracked("run-1", FAILED);

    JobView tried = failed(JobPhase.GIVEN_BACK);

    assertThat(tried.isFinal(false)).isFalse();
    assertThat(tried.isFinal(true)).as("its message has died").isTrue();
    assertThat(JobText.notes(tried)).isEqualTo("given back: disk full");
    assertThat(failed(JobPhase.FAILED).isFinal(false)).isTrue();
  }

  @Test
  void shouldWaitForADeadRunAsLongAsSomeMessageMayStartAnother() {
    tracked("run-1", STARTED);

    assertThat(view(null, true).isFinal(false)).isFalse();
    assertThat(view(null, true).isFinal(true)).isTrue();
    assertThat(view(null, false).isFinal(true)).as("it is alive").isFalse();
  }

  @Test
  void shouldKnowJobsThatNoTrackerKnows() {
    assertThat(view(record(JobRecord.Status.RUNNING), false).standing())
        .isEqualTo(Standing.RUNNING);
    assertThat(view(record(JobRecord.Status.DEAD), false).standing()).isEqualTo(Standing.DEAD);
    assertThat(view(committed("run"), false).runId()).contains("run");
  }

  private void tracked(String runId, JobUpdate update) {
    events.add(new JobEvent(new JobRunIds("id", "job", runId, "task"), update.time(), update));
  }

  private JobView view(@Nullable JobRecord record, boolean silent) {
    JobStatus status = events.isEmpty() ? null : JobStatus.of(events).get(0);
    return new JobView("t", "job", record, status, null, silent);
  }

  private JobView failed(JobPhase end) {
    JobCounts counts = new JobCounts(0, OptionalLong.empty(), 0, 0, 0);
    JobProgress progress =
        new JobProgress(new JobRunIds("id", "job", "run-1", "task"), end, counts, TIME);
    return new JobView("t", "job", null, JobStatus.of(events).get(0), progress, false);
  }

  private static JobRecord record(JobRecord.Status status) {
    return new JobRecord("job", "run-1", status, TIME, TIME.plusSeconds(60), null);
  }

  private static JobRecord committed(String runId) {
    LedgerEntry entry =
        new LedgerEntry(
            "job", "", runId, 3, TIME.plusSeconds(5), new RunTotals(10, 9, 1, 0, 1, 100));
    return new JobRecord(
        "job", runId, JobRecord.Status.COMMITTED, TIME.plusSeconds(5), null, entry);
  }
}
