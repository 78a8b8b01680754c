package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;

/** What becomes of runs that were killed or given up. */
public abstract class IngestRunEndContract extends RunsContract {

  @Test
  void shouldCommitOnceWhenKilledBeforeTheCommitAndStartedAgain() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.KILLED_BEFORE);
          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(Killed.class);
          world.outliveLease();

          world.commit(world.started(JOB));

          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldCommitOnceWhenKilledAfterTheCommitAndStartedAgain() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().commits(Fault.KILLED_AFTER);
          assertThatThrownBy(() -> world.commit(run)).isInstanceOf(Killed.class);

          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.AlreadyCommitted.class);
          assertThat(world.filesInTable()).hasSize(1);
        });
  }

  @Test
  void shouldEndAnAbandonedRun() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);

          run.abandon();

          assertThat(world.fixture().store().intents(TABLE)).isEmpty();
          assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.Started.class);
        });
  }

  @Test
  void shouldNotThrowWhenAnAbandonedRunCannotBeEnded() {
    inWorld(
        world -> {
          IngestRun run = world.started(JOB);
          world.faults().others(Fault.UNREACHABLE).others(world.losses(Fault.UNREACHABLE));

          assertThatCode(run::abandon).doesNotThrowAnyException();
          assertThat(world.fixture().store().intents(TABLE)).hasSize(1);
        });
  }
}
