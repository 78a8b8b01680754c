package sleeper.core.tracker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobDetails.InputRows;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobRunIds;

/** What every store of progress has to do. */
public abstract class JobProgressContract {

  private static final String TABLE = "0a1b2c3d";

  /** A store in which nothing is written yet. */
  protected abstract JobProgressStore store();

  /** The time by the store's clock, from which the times of the test are counted. */
  protected abstract Instant now();

  @Test
  void shouldKeepTheLastThatEachRunSaid() {
    JobProgress before = progress("job", "run-1", 0, 10);
    JobProgress after = progress("job", "run-1", 1, 20);
    JobProgress second = progress("job", "run-2", 2, 5);
    JobProgress other = progress("other", "run-3", 3, 7);
    List.of(before, after, second, other).forEach(store()::publish);

    assertThat(store().ofJob(TABLE, "job")).containsExactly(second, after);
    assertThat(store().ofTable(TABLE)).containsExactly(other, second, after);
    assertThat(store().ofTable("none")).isEmpty();
    assertThat(store().ofJob(TABLE, "none")).isEmpty();
  }

  @Test
  void shouldKeepWhatIsNotKnownYet() {
    JobProgress reading =
        new JobProgress(
            run("job", "run"),
            JobPhase.READING,
            new JobCounts(1, OptionalLong.empty(), 2, 0, 0.5),
            at(0));
    store().publish(reading);

    assertThat(store().ofJob(TABLE, "job")).containsExactly(reading);
  }

  @Test
  void shouldKeepWhatARunReadFileByFile() {
    JobDetails details =
        new JobDetails(
            run("job", "run"),
            List.of(new InputRows("s3a://b/ä.parquet", 3), new InputRows("s3a://b/2.parquet", 0)),
            List.of("Column x was ignored"));
    store().publish(progress("job", "run", 0, 3));
    store().keep(details);
    store().publish(progress("job", "run", 1, 3));

    assertThat(store().details(TABLE, "job", "run")).contains(details);
    assertThat(store().details(TABLE, "job", "other")).isEmpty();
  }

  @Test
  void shouldKeepDetailsOfARunWithoutProgress() {
    JobDetails details = new JobDetails(run("job", "run"), List.of(), List.of());
    store().keep(details);

    assertThat(store().details(TABLE, "job", "run")).contains(details);
    assertThat(store().ofJob(TABLE, "job")).isEmpty();
  }

  @Test
  void shouldRefuseProgressOfNoRun() {
    JobRunIds none = new JobRunIds(TABLE, "job", null, null);
    JobProgress progress =
        new JobProgress(none, JobPhase.READING, progress("job", "run", 0, 1).counts(), at(0));

    assertThatThrownBy(() -> store().publish(progress))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private JobProgress progress(String jobId, String runId, int second, long rows) {
    JobCounts counts = new JobCounts(rows, OptionalLong.of(100), rows * 8, 800, 12.5);
    return new JobProgress(run(jobId, runId), JobPhase.WRITING, counts, at(second));
  }

  private static JobRunIds run(String jobId, String runId) {
    return new JobRunIds(TABLE, jobId, runId, "task");
  }

  private Instant at(int second) {
    return Instant.ofEpochMilli(now().toEpochMilli()).plusSeconds(second);
  }
}
