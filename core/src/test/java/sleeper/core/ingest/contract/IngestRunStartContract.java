package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;

/** How a run of a job starts, or why it does not. */
public abstract class IngestRunStartContract extends RunsContract {

  @Test
  void shouldWriteAnIntentBeforeTheRunStarts() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);

          assertThat(run.keyPrefix()).isEqualTo(TABLE + "/data/run_" + run.runId() + "/");
          assertThat(world.fixture().store().intents(TABLE))
              .singleElement()
              .satisfies(intent -> assertThat(intent.keyPrefix()).isEqualTo(run.keyPrefix()));
          assertThat(run.partitions().leaves()).hasSize(2);
        });
  }

  @Test
  void shouldFindACommittedJob() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          CommitOutcome outcome = world.commit(run);

          assertThat(world.runs().start(JOB))
              .isEqualTo(
                  new RunStart.AlreadyCommitted(((CommitOutcome.Committed) outcome).entry()));
        });
  }

  @Test
  void shouldTellWhatHasBecomeOfAJobWithoutStartingIt() {
    inWorld(
        world -> {
          assertThat(world.runs().find("job")).isEmpty();
          IngestRun run = world.started(JOB);
          assertThat(world.runs().find("job")).containsInstanceOf(RunStart.RunningElsewhere.class);
          assertThat(world.runs().find("other")).isEmpty();
          CommitOutcome outcome = world.commit(run);
          assertThat(world.runs().find("job"))
              .contains(new RunStart.AlreadyCommitted(((CommitOutcome.Committed) outcome).entry()));
        });
  }

  @Test
  void shouldNotTakeADeadRunForAlive() {
    inWorld(
        world -> {
          world.started(JOB);
          world.outliveLease();

          assertThat(world.runs().find("job")).isEmpty();
        });
  }

  @Test
  void shouldRefuseAJobIdThatWasUsedForOtherInput() {
    inWorld(
        world -> {
          JobRequest other = new JobRequest("job", "other fingerprint");
          IngestRun run = world.started(JOB);
          assertThatThrownBy(() -> world.runs().start(other)).isInstanceOf(InvalidInput.class);
          world.commit(run);
          assertThatThrownBy(() -> world.runs().start(other))
              .isInstanceOf(InvalidInput.class)
              .hasMessageContaining("job")
              .hasMessageContaining("table-name");
        });
  }

  @Test
  void shouldNotWorkBesideALivingRun() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.clock().advance(world.settings().lease());
          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.RunningElsewhere.class);
          world.clock().advance(world.settings().clockSkew());

          assertThat(world.runs().start(JOB))
              .isInstanceOfSatisfying(
                  RunStart.RunningElsewhere.class,
                  elsewhere -> assertThat(elsewhere.runId()).isEqualTo(run.runId()));
        });
  }

  @Test
  void shouldTakeOverARunThatWasNotHeardOf() {
    inWorld(
        world -> {
          IngestRun dead = world.started(JOB);
          world.outliveLease();

          IngestRun next = world.started(JOB);

          assertThat(next.runId()).isNotEqualTo(dead.runId());
          assertThat(world.commit(next)).isInstanceOf(CommitOutcome.Committed.class);
          assertThat(world.fixture().store().intents(TABLE))
              .singleElement()
              .satisfies(intent -> assertThat(intent.phase()).isEqualTo(Phase.FENCED));
        });
  }

  @Test
  void shouldTakeOverARunWhoseProcessIsDead() {
    inWorld(
        world -> {
          world.started(JOB);
          world.dieAndRestart();

          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.Started.class);
        });
  }

  @Test
  void shouldNotTakeOverARunThatRenews() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          for (int i = 0; i < 100; i++) {
            world.clock().advance(Duration.ofMillis(run.renewalPeriodMillis()));
            run.renew();
          }

          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.RunningElsewhere.class);
        });
  }

  @Test
  void shouldStartThoughAnswersGetLost() {
    inWorld(
        world -> {
          world.faults().others(Fault.REQUEST_LOST, Fault.ANSWER_LOST, Fault.UNREACHABLE);

          assertThat(world.commit(world.started(JOB))).isInstanceOf(CommitOutcome.Committed.class);
          assertThat(world.fixture().store().intents(TABLE)).isEmpty();
        });
  }

  @Test
  void shouldRefuseADroppedTable() {
    inWorld(
        world -> {
          world.fixture().drop(TABLE);

          assertThatThrownBy(() -> world.runs().start(JOB)).isInstanceOf(InvalidInput.class);
        });
  }

  @Test
  void shouldTakeAJobOfAnEarlierLifeForANewOne() {
    inWorld(
        world -> {
          world.commit(world.started(JOB));
          world.fixture().clear(TABLE);

          world.commit(world.started(JOB));

          assertThat(world.filesInTable()).hasSize(1);
        });
  }
}
