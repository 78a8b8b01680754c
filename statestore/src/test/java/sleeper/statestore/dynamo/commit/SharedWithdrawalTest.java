package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.core.ingest.contract.RunsWorld.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.PUT;
import static sleeper.statestore.dynamo.commit.PendingClaims.hooked;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;
import sleeper.core.ingest.contract.RunsWorld;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;

/** Runs of a shared instance that give up after they had claimed a number, which others got. */
class SharedWithdrawalTest {

  private static final JobRequest JOB = new JobRequest("job", "fingerprint");

  private DynamoStoreFixture fixture;
  private RunsWorld world;
  private IngestRun run;

  @BeforeEach
  void claimANumberThatIsTaken() {
    fixture = DynamoStoreFixture.shared();
    SwitchedStore store = new SwitchedStore(fixture);
    world = new RunsWorld(store);
    world.retry(new CommitRetries(1, Duration.ZERO, Duration.ZERO));
    run = world.started(JOB);
    store.use(hooked(fixture, new Overtaking()));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldEndARunThatDeletedItsFilesAndDiedThoughTheLogIsCutOffBehindItsClaim() {
    assertThatThrownBy(() -> world.commit(run)).isInstanceOf(CommitRejected.class);
    world.objects().deleteAll(run.keyPrefix());
    cutOff();
    world.outliveLease();

    assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.Started.class);
    assertThat(world.collect().problems()).isEmpty();
  }

  @Test
  void shouldKeepTheFilesOfARunWhoseClaimCouldNotBeWithdrawn() {
    world.faults().others(world.losses(Fault.UNREACHABLE));
    world.faults().others(Fault.UNREACHABLE);

    assertThatThrownBy(() -> world.commit(run))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("its files stay");
    world.outliveLease();
    assertThat(world.runs().start(JOB)).isInstanceOf(RunStart.Started.class);
  }

  /** Others take the next number before each entry. */
  private final class Overtaking implements Hook {

    private int others;

    @Override
    public void before(String operation) {
      if (operation.equals(PUT)) {
        others++;
        long version = fixture.states(TABLE).latest().version();
        PendingClaims.commit(fixture.store(), "other-" + others, version);
      }
    }
  }

  private void cutOff() {
    fixture.states(TABLE).latest();
    fixture.instance().cutOff(TABLE, fixture.states(TABLE).latest().version() - 1);
  }
}
