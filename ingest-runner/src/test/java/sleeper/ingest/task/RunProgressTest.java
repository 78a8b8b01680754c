package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunIds;

class RunProgressTest {

  private final ManualClock clock = new ManualClock();
  private final RunProgress progress = new RunProgress(clock);
  private final List<JobProgress> published = new ArrayList<>();

  @Test
  void shouldSayNothingBeforeThereIsARun() {
    progress.publish(published::add);
    progress.end(JobPhase.FAILED, published::add);

    assertThat(published).isEmpty();
  }

  @Test
  void shouldCountTheRowsOfEachPhaseAndEndAtAllOfThem() {
    progress.start(new JobRunIds("t", "job", "run", "task"));
    progress.found(OptionalLong.of(100), 800);
    progress.read(40);
    progress.readBytes(320);
    clock.advance(Duration.ofSeconds(4));
    progress.publish(published::add);
    progress.read(100);
    progress.write(100);
    progress.written(25);
    progress.publish(published::add);
    progress.commit();
    progress.publish(published::add);
    progress.end(JobPhase.DONE, published::add);

    assertThat(published)
        .extracting(JobProgress::phase)
        .containsExactly(JobPhase.READING, JobPhase.WRITING, JobPhase.COMMITTING, JobPhase.DONE);
    assertThat(published)
        .extracting(each -> each.counts().rows())
        .containsExactly(40L, 25L, 100L, 100L);
    assertThat(published.get(0).counts())
        .isEqualTo(new JobCounts(40, OptionalLong.of(100), 320, 800, 10));
    assertThat(published.get(3).counts().totalRows()).hasValue(100);
  }

  @Test
  void shouldSayNothingAfterItsEnd() {
    progress.start(new JobRunIds("t", "job", "run", "task"));
    progress.end(JobPhase.DONE, published::add);
    progress.publish(published::add);

    assertThat(published).hasSize(1);
  }
}
