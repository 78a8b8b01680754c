package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;

/** How a run finds out what became of requests that got no answer. */
public abstract class IngestRunAnswersContract extends RunsContract {

  @Test
  void shouldFindItsOwnCommitWhenTheAnswerWasLost() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.ANSWER_LOST);

          assertThat(world.commit(run))
              .isInstanceOfSatisfying(
                  CommitOutcome.Committed.class,
                  committed -> assertThat(committed.entry().runId()).isEqualTo(run.runId()));
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldCommitWhenTheRequestWasLost() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.REQUEST_LOST, Fault.UNREACHABLE);

          assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldSettleByFenceAndLedgerThatItWasCommitted() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.ANSWER_LOST).commits(world.losses(Fault.REQUEST_LOST));

          assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldSettleByFenceAndLedgerThatItWasNotAndNeverWillBe() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.LATE).commits(world.losses(Fault.REQUEST_LOST));

          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);

          assertThat(world.faults().deliverLate()).containsExactly(new CommitDecision.Fenced());
          assertThat(world.filesInTable()).isEmpty();
        });
  }

  @Test
  void shouldSayThatNobodyKnowsWhileTheStoreStaysAway() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.ANSWER_LOST).commits(world.losses(Fault.UNREACHABLE));
          world.faults().others(world.losses(Fault.UNREACHABLE));
          world.faults().others(Fault.UNREACHABLE);

          assertThatThrownBy(() -> world.commit(run))
              .isInstanceOf(CommitStateUnknown.class)
              .hasMessageContaining(run.runId());

          world.faults().heal();
          run.abandon();
          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.AlreadyCommitted.class);
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldKeepTheIntentOfARunOfWhichNobodyKnows() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.REQUEST_LOST).commits(world.losses(Fault.UNREACHABLE));
          world.faults().others(world.losses(Fault.UNREACHABLE));
          world.faults().others(Fault.UNREACHABLE);
          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitStateUnknown.class);
          world.faults().heal();

          run.abandon();

          assertThat(world.fixture().store().intents(TABLE)).hasSize(1);
          world.outliveLease();
          world.collect();
          assertThat(world.objects().keys()).isEmpty();
        });
  }

  @Test
  void shouldRejectWhereTheStoreWasCertainlyNotReached() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.UNREACHABLE).commits(world.losses(Fault.UNREACHABLE));

          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
          assertThat(world.filesInTable()).isEmpty();
        });
  }

  @Test
  void shouldCommitOnceWhenAnEarlierRequestArrivesLate() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.LATE);

          CommitOutcome outcome = world.commit(run);

          assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
          assertThat(world.faults().deliverLate())
              .singleElement()
              .isInstanceOf(CommitDecision.AlreadyCommitted.class);
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldFindItsOwnCommitThoughTheTableWasClearedBeforeItAskedAgain() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          AtomicInteger requests = new AtomicInteger();
          world.faults().commits(Fault.ANSWER_LOST);
          world
              .faults()
              .beforeEveryCommit(
                  () -> {
                    if (requests.incrementAndGet() == 2) {
                      world.fixture().clear(TABLE);
                    }
                  });

          assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
          assertThat(world.filesInTable()).isEmpty();
        });
  }
}
