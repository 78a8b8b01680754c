package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.JobRecord.Status;
import sleeper.core.ingest.JobRequest;

/** What the list of a table's jobs says, over every store. */
public abstract class JobRecordsContract {

  private StoreFixture fixture;
  private RunsWorld world;

  /** A new instance without tables. */
  protected abstract StoreFixture newFixture();

  @BeforeEach
  void makeWorld() {
    fixture = newFixture();
    world = new RunsWorld(fixture);
  }

  @AfterEach
  void closeFixture() {
    fixture.close();
  }

  @Test
  void shouldListCommittedRunningAndDeadJobsNewestFirst() {
    IngestRun committed = started("committed");
    started("dead");
    world.commit(committed);
    world.outliveLease();
    started("running");

    assertThat(world.jobs(10))
        .extracting(JobRecord::jobId, JobRecord::status)
        .containsExactly(
            tuple("running", Status.RUNNING),
            tuple("committed", Status.COMMITTED),
            tuple("dead", Status.DEAD));
  }

  @Test
  void shouldTellWhatWasCommitted() {
    IngestRun run = started("job");
    world.commit(run);

    JobRecord record = world.jobs(10).get(0);

    assertThat(record.runId()).isEqualTo(run.runId());
    assertThat(record.committed()).isNotNull();
    assertThat(record.committed().transactionNumber()).isEqualTo(1);
    assertThat(record.leaseExpires()).isNull();
  }

  @Test
  void shouldListNoMoreThanAsked() {
    for (int i = 0; i < 5; i++) {
      world.commit(started("job-" + i));
    }
    started("running");

    assertThat(world.jobs(3))
        .extracting(JobRecord::jobId)
        .containsExactly("running", "job-4", "job-3");
  }

  @Test
  void shouldFindEachJobThatIsListedByItsId() {
    IngestRun committed = started("committed");
    started("dead");
    world.commit(committed);
    world.outliveLease();
    started("running");

    assertThat(world.jobs(10))
        .hasSize(3)
        .allSatisfy(record -> assertThat(world.job(record.jobId())).contains(record));
    assertThat(world.job("another")).isEmpty();
  }

  @Test
  void shouldForgetTheJobsOfAnEarlierLife() {
    world.commit(started("job"));
    fixture.clear(RunsWorld.TABLE);

    assertThat(world.jobs(10)).isEmpty();
  }

  private IngestRun started(String jobId) {
    world.clock().advance(Duration.ofSeconds(1));
    IngestRun run = world.started(new JobRequest(jobId, ""));
    world.clock().advance(Duration.ofSeconds(1));
    return run;
  }
}
