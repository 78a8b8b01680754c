package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.ingest.contract.RunsWorld;
import sleeper.statestore.dynamo.commit.Faults.Fault;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;

/** A table, and a run in it whose requests meet faults. */
final class FaultyWorld implements AutoCloseable {

  private static final JobRequest JOB = new JobRequest("job", "fingerprint");
  private static final String TABLE = RunsWorld.TABLE;

  private final DynamoStoreFixture fixture;
  private final SwitchedStore store;
  private final RunsWorld world;
  private boolean happened;

  FaultyWorld(DynamoStoreFixture fixture) {
    this.fixture = fixture;
    this.store = new SwitchedStore(fixture);
    this.world = new RunsWorld(store);
  }

  /** A fault was met. */
  void happened() {
    happened = true;
  }

  /** Starts a run without faults and commits it with one; whether it met that. */
  boolean commit(Fault fault, int request) {
    IngestRun run = world.started(JOB);
    happened = false;
    use(fault.at(this, request));
    try {
      CommitOutcome outcome = world.commit(run);
      store.heal();
      boolean own = outcome instanceof CommitOutcome.Committed;
      assertThat(fixture.store().committedRun(TABLE, run.runId()).isPresent()).isEqualTo(own);
      if (!own) {
        cleanUp(run);
      }
    } catch (CommitRejected rejected) {
      store.heal();
      assertThat(fixture.store().committedRun(TABLE, run.runId())).isEmpty();
      cleanUp(run);
    } catch (CommitStateUnknown | Killed nobodyKnows) {
      store.heal();
    }
    return happened;
  }

  /** The run is long dead, and somebody finds that out meeting a fault; whether that was met. */
  boolean settle(Fault fault, int request) {
    world.outliveLease();
    happened = false;
    use(fault.at(this, request));
    try {
      world.collect();
    } catch (Killed | UncheckedIOException failed) {
      // Another will come.
    }
    store.heal();
    return happened;
  }

  private void use(Hook hook) {
    store.use(
        fixture.store(
            fixture.instance().state(HookedClient.of(DynamoTestInstance.client(), hook))));
  }

  private void cleanUp(IngestRun run) {
    world.objects().deleteAll(run.keyPrefix());
    run.abandon();
  }

  /** Another run takes the next number. */
  void commitOther() {
    store.heal();
    world.commitDirectly("other");
  }

  /** Somebody else takes the run for dead and does the job. */
  void takeOver() {
    store.heal();
    world.outliveLease();
    if (world.runs().start(JOB) instanceof RunStart.Started next) {
      world.commit(next.run());
    }
  }

  /** A collector takes the run for dead, and forgets it. */
  void sweep() {
    world.outliveLease();
    collect();
    world.clock().advance(Duration.ofHours(3));
    collect();
  }

  private void collect() {
    store.heal();
    assertThat(world.collect().problems()).isEmpty();
  }

  /** The job is done once, whoever did it, and nothing is left behind. */
  void bringToAnEnd() {
    takeOver();
    for (int i = 0; i < 3; i++) {
      world.outliveLease();
      world.clock().advance(CollectorSettings.DEFAULT.longestRequest().multipliedBy(2));
      collect();
    }
    List<LedgerEntry> ledger =
        fixture.store().committedJobs(TABLE, 0, 10).stream()
            .filter(entry -> entry.jobId().equals(JOB.jobId()))
            .toList();
    assertThat(ledger).hasSize(1);
    String prefix = TABLE + "/data/run_" + ledger.get(0).runId();
    assertThat(world.filesInTable()).filteredOn(name -> name.endsWith(prefix)).hasSize(1);
    assertThat(world.objects().keys()).hasSize(4).allMatch(key -> key.startsWith(prefix));
    assertThat(fixture.store().allIntents()).isEmpty();
    assertThat(fixture.instance().entriesOfRuns(TABLE)).isEqualTo(world.filesInTable().size());
  }

  @Override
  public void close() {
    fixture.close();
  }
}
