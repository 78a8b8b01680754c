package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.LeaseLost;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;

/** What becomes of runs that were paused, or taken over. */
public abstract class IngestRunLeaseContract extends RunsContract {

  @Test
  void shouldNotCommitAfterBeingPausedBeyondTheLease() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.clock().advance(world.settings().lease());

          assertThatThrownBy(() -> world.commit(run))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("lease");
          assertThat(world.filesInTable()).isEmpty();
        });
  }

  @Test
  void shouldNotCommitAfterBeingPausedBetweenTheLastCheckAndTheCommit() {
    inWorld(
        world -> {
          IngestRun paused = world.started(JOB);
          world
              .faults()
              .beforeNextCommit(
                  () -> {
                    world.outliveLease();
                    world.collect();
                  });

          assertThatThrownBy(() -> world.commit(paused))
              .isInstanceOf(CommitRejected.class)
              .hasMessageContaining("taken it over");
          assertThat(world.filesInTable()).isEmpty();
        });
  }

  @Test
  void shouldReportADuplicateAfterBeingPausedWhileAnotherRunCommitted() {
    inWorld(
        world -> {
          IngestRun paused = world.started(JOB);
          world
              .faults()
              .beforeNextCommit(
                  () -> {
                    world.outliveLease();
                    world.commit(world.started(JOB));
                  });

          assertThat(world.commit(paused)).isInstanceOf(CommitOutcome.Duplicate.class);
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldNotRenewALeaseThatRanOut() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.clock().advance(world.settings().lease());

          assertThatThrownBy(run::renew).isInstanceOf(LeaseLost.class);
          assertThatThrownBy(run::renew).isInstanceOf(LeaseLost.class);
          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
        });
  }

  @Test
  void shouldNotRenewARunThatWasTakenOver() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.fenceByHand(run);

          assertThatThrownBy(run::renew).isInstanceOf(LeaseLost.class);
          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
          assertThatCode(run::abandon).doesNotThrowAnyException();
        });
  }

  @Test
  void shouldSurviveARenewalThatDidNotGetThrough() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().others(Fault.UNREACHABLE, Fault.ANSWER_LOST);
          Duration period = Duration.ofMillis(run.renewalPeriodMillis());
          world.clock().advance(period);
          assertThatThrownBy(run::renew).isInstanceOf(java.io.UncheckedIOException.class);
          world.clock().advance(period);
          assertThatThrownBy(run::renew).isInstanceOf(CommitStateUnknown.class);
          world.clock().advance(period);

          run.renew();

          world.clock().advance(world.settings().lease().minusMillis(1));
          assertThat(world.commit(run)).isInstanceOf(CommitOutcome.Committed.class);
        });
  }

  @Test
  void shouldLetRenewalsPassOnceTheRunIsOver() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.commit(run);

          assertThatCode(run::renew).doesNotThrowAnyException();
          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(IllegalStateException.class);
        });
  }
}
